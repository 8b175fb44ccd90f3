//! The fixed words a model is described by as every province counts
//! them.

use crate::words::words;

words! {
    /// The field a model works in: the four that every report counts by.
    pub enum Sector {
        /// Livelihoods, new-style rural areas, land given for roads.
        Economy = "economy", "Phát triển kinh tế";
        /// Schooling, health, charity, customs, environment.
        CultureSociety = "culture_society", "Văn hóa – xã hội";
        /// National defence, public security and order.
        DefenseSecurity = "defense_security", "Quốc phòng – an ninh";
        /// Building the Party, the administration and the mass organisations.
        PoliticalSystem = "political_system", "Xây dựng Đảng, hệ thống chính trị";
    }
}

words! {
    /// Who or what a model is: units count them apart.
    pub enum Subject {
        /// A named way of working.
        Model = "model", "Mô hình";
        /// A body that is an example.
        Collective = "collective", "Điển hình tập thể";
        /// A person who is an example.
        Individual = "individual", "Điển hình cá nhân";
        /// A household that is an example.
        Household = "household", "Hộ gia đình";
    }
}

impl Subject {
    /// Whether it is about somebody: their name and picture are theirs to give.
    pub fn is_personal(self) -> bool {
        matches!(self, Self::Individual | Self::Household)
    }
}

words! {
    /// What the source of a compiled record calls it. It is no proof of a recognition.
    pub enum Label {
        /// The source says "Dân vận khéo".
        DanVanKheo = "dan_van_kheo", "Dân vận khéo";
        /// The source does not; never to be presented as an official model.
        RelatedPractice = "related_practice", "Cách làm liên quan";
    }
}

words! {
    /// The level at which a model was recognised.
    pub enum RecognitionLevel {
        /// Xã, phường, đặc khu, or a body of the grassroots.
        Commune = "commune", "Cấp xã";
        /// Until 30 June 2025.
        District = "district", "Cấp huyện";
        /// Tỉnh, thành phố.
        Province = "province", "Cấp tỉnh";
        /// The country.
        Central = "central", "Cấp Trung ương";
    }
}
