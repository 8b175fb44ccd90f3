-- Completions that no page cache can answer: beginnings of the demonstration's titles, two to twenty-one letters of each, every
-- one once and in no order that helps. 3,600 of them: a run that asks more asks the first again. From the project's root:
--
--     wrk -t1 -c1 -d3s --latency -s benches/suggest.lua http://127.0.0.1:8080

local beginnings, known = {}, {}
for line in io.lines("assets/demo/models.jsonl") do
  local typed, letters = "", 0
  for letter in (line:match('"title": "([^"]*)"') or ""):gmatch("[%z\1-\127\194-\244][\128-\191]*") do
    typed, letters = typed .. letter, letters + 1
    if letters > 21 then break end
    if letters > 1 and letter ~= " " and not known[typed] then
      known[typed] = true
      beginnings[#beginnings + 1] = typed
    end
  end
end
math.randomseed(17)
for place = #beginnings, 2, -1 do
  local other = math.random(place)
  beginnings[place], beginnings[other] = beginnings[other], beginnings[place]
end
local counted = 0
local encoded = dofile("benches/shared/encoded.lua")

function request()
  counted = counted + 1
  local typed = beginnings[counted % #beginnings + 1]
  return wrk.format("GET", "/api/v1/suggest?q=" .. encoded(typed), { ["accept-encoding"] = "gzip" })
end
