-- Searches that a page cache cannot answer: each request asks for something else. Practice and place are joined as people
-- join them, with and without marks; 9,000 addresses before the first comes again. From the project's root:
--
--     wrk -t1 -c1 -d30s --latency -s benches/search.lua http://127.0.0.1:8080

local practices = {
  "hiến đất mở đường", "hien dat lam duong", "phân loại rác tại nguồn", "phan loai rac tai nguon", "camera an ninh",
  "tổ tự quản", "to tu quan an ninh trat tu", "nuôi bò sinh sản", "trồng cây dược liệu", "xây nhà cho hộ nghèo",
  "xoa nha tam", "chuyển đổi số cộng đồng", "dịch vụ công trực tuyến", "giải phóng mặt bằng", "GPMB", "NTM nâng cao",
  "đường hoa phụ nữ", "ánh sáng đường quê", "thap sang duong que", "nuôi heo đất", "đỡ đầu học sinh nghèo",
  "làm sao vận động dân dời nhà khỏi vùng sạt lở", "giáo xứ bình yên", "chùa không rác", "biên phòng giúp dân",
  "quân dân chung sức", "tiếng kẻng an ninh", "hòa giải ở cơ sở", "tảo hôn", "bảo vệ rừng", "nước sạch nông thôn",
  "tuyến đường kiểu mẫu", "câu lạc bộ gia đình hạnh phúc", "ngay chu nhat xanh", "mái ấm tình thương", "dân vận khéo",
  "vận động tiểu thương", "cánh đồng không vỏ bao thuốc", "bưởi da xanh hợp tác xã", "daan vaanj kheos", "nong thon moiw",
}
local places = {
  "", "Hà Giang", "Tuyên Quang", "Hòa Bình", "Phú Thọ", "Lạng Sơn", "Cao Bằng", "Quảng Nam", "Đà Nẵng", "Bến Tre",
  "Vĩnh Long", "Đồng Tháp", "Tiền Giang", "An Giang", "Kiên Giang", "Gia Lai", "Bình Định", "dak lak", "phu yen",
  "nghe an", "Thanh Hoá", "Hà Tĩnh", "Quảng Trị", "TP HCM", "Bình Dương", "Cần Thơ", "soc trang", "Cà Mau",
}
local counted = 0
local encoded = dofile("benches/shared/encoded.lua")

function request()
  counted = counted + 1
  local practice = practices[counted % #practices + 1]
  local place = places[math.floor(counted / #practices) % #places + 1]
  local page = math.floor(counted / #practices / #places) % 8 + 1
  local address = (os.getenv("SEARCH_PATH") or "/mo-hinh") .. "?q=" .. encoded(practice .. " " .. place)
  return wrk.format("GET", address .. "&" .. (os.getenv("PAGE_NAME") or "trang") .. "=" .. page, { ["accept-encoding"] = "gzip" })
end
