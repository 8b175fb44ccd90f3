//! People who are refused together, and with which status.

use super::world::Who::{
    self, Admin, Agency, Chair, Conflicted, Leader, Member, Moderator, Officer, OtherAgency,
    OtherLeader, OtherMember, OtherOfficer, OtherSecretary, OtherSigner, Secretary, Signer,
    ViceChair,
};

/// People, and the status with which each is refused.
pub(super) type Refused = [(Who, u16)];

/// Whoever reads the dossier and has no seat in its council, the host's signer apart.
pub(super) const READERS: &Refused = &[(Officer, 403), (Leader, 403), (Agency, 403)];
/// Whoever has nothing to do with the nomination.
pub(super) const NOT_OF_THE_LINE: &Refused = &[
    (OtherOfficer, 404),
    (OtherLeader, 404),
    (OtherAgency, 404),
    (OtherSigner, 404),
    (OtherSecretary, 404),
    (OtherMember, 404),
    (Moderator, 404),
    (Admin, 404),
];
pub(super) const SIGNER: &Refused = &[(Signer, 403)];
pub(super) const SECRETARY: &Refused = &[(Secretary, 403)];
/// The vice chair presides for the chair and yet holds no campaign.
pub(super) const VICE_CHAIR: &Refused = &[(ViceChair, 403)];
/// Both preside.
pub(super) const CHAIRS: &Refused = &[(Chair, 403), (ViceChair, 403)];
pub(super) const MEMBERS: &Refused = &[(Member, 403), (Conflicted, 403)];

/// Whoever is neither officer nor leader of the unit: of what it is still writing they learn nothing.
pub(super) const NOT_OF_THE_UNIT: &Refused = &[
    (OtherOfficer, 404),
    (OtherLeader, 404),
    (Agency, 404),
    (Signer, 404),
    (Secretary, 404),
    (Chair, 404),
    (ViceChair, 404),
    (Member, 404),
    (Admin, 404),
    (OtherAgency, 404),
    (OtherSigner, 404),
    (OtherSecretary, 404),
    (OtherMember, 404),
];
/// Whoever reads what units registered knows that it is there, and of drafts and dossiers nothing.
pub(super) const READS_MODELS: &Refused = &[(Moderator, 403)];
pub(super) const READS_NO_DRAFT: &Refused = &[(Moderator, 404)];
pub(super) const OFFICER: &Refused = &[(Officer, 403)];
/// Both lead the unit.
pub(super) const LEADERS: &Refused = &[(Leader, 403), (Conflicted, 403)];

/// Whoever does not speak for any unit: what they cannot begin is no secret.
pub(super) const NO_OFFICER: &Refused = &[
    (Agency, 403),
    (OtherAgency, 403),
    (Signer, 403),
    (OtherSigner, 403),
    (Secretary, 403),
    (OtherSecretary, 403),
    (Chair, 403),
    (ViceChair, 403),
    (Member, 403),
    (OtherMember, 403),
    (Moderator, 403),
    (Admin, 403),
];
pub(super) const OTHER_LEADER: &Refused = &[(OtherLeader, 403)];
/// Whoever names a unit that is not theirs is told at the field.
pub(super) const FOR_ANOTHER_UNIT: &Refused = &[(OtherOfficer, 422)];

/// Whoever is neither the standing agency of the host nor the council's chair.
pub(super) const NOT_HOST: &Refused = &[
    (Officer, 403),
    (Leader, 403),
    (OtherOfficer, 403),
    (OtherLeader, 403),
    (OtherAgency, 403),
    (Signer, 403),
    (OtherSigner, 403),
    (Moderator, 403),
    (Secretary, 403),
    (OtherSecretary, 403),
    (Member, 403),
    (OtherMember, 403),
    (Conflicted, 403),
];

/// A campaign is known to all who are signed in; its scoring is opened by its secretary.
pub(super) const NOT_HOST_NOR_SECRETARY: &Refused = &[
    (Officer, 403),
    (Leader, 403),
    (Agency, 403),
    (Signer, 403),
    (Moderator, 403),
    (Admin, 403),
    (OtherOfficer, 403),
    (OtherLeader, 403),
    (OtherAgency, 403),
    (OtherSigner, 403),
    (OtherSecretary, 403),
    (Chair, 403),
    (ViceChair, 403),
    (Member, 403),
    (OtherMember, 403),
    (Conflicted, 403),
];

/// Whoever is no administrator does not learn that the page exists.
pub(super) const NO_ADMIN: &Refused = &[
    (Officer, 404),
    (Leader, 404),
    (Agency, 404),
    (Signer, 404),
    (Moderator, 404),
    (Secretary, 404),
    (Chair, 404),
    (ViceChair, 404),
    (Member, 404),
    (OtherOfficer, 404),
    (OtherLeader, 404),
    (OtherAgency, 404),
    (OtherSigner, 404),
    (OtherSecretary, 404),
    (OtherMember, 404),
    (Conflicted, 404),
];
