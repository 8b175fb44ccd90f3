//! The tree of models derived from one another, as pages draw it.

use crate::ids::ModelId;
use crate::replication::AdoptionState;
use crate::showcase::store::Lineage;
use crate::showcase::views::LineageNode;
use crate::web::paths;

/// The tree from its first model; none where it has no members. `current` is the model whose page it stands on.
///
/// A member that is not public is named by its unit alone: neither its title nor what it adapts is given away.
pub fn tree(lineage: &Lineage, current: Option<&ModelId>) -> Option<LineageNode> {
    let root = lineage.root.as_ref()?;
    let mut node = plain(lineage, root, current)?;
    grow(lineage, root, &mut node, current);
    Some(node)
}

fn grow(lineage: &Lineage, id: &ModelId, node: &mut LineageNode, current: Option<&ModelId>) {
    for adoption in lineage.adoptions.get(id).into_iter().flatten() {
        let Some(mut child) = plain(lineage, &adoption.derived, current) else {
            continue;
        };
        let is_public = lineage
            .members
            .get(&adoption.derived)
            .is_some_and(|member| member.is_public);
        child.unit = adoption.unit_name.clone();
        child.when = format!("từ {}", adoption.started_on.format("%d/%m/%Y"));
        child.state = state_label(&adoption.state).to_owned();
        child.adapted = Some(adoption.adapted.clone()).filter(|text| is_public && !text.is_empty());
        grow(lineage, &adoption.derived, &mut child, current);
        node.children.push(child);
    }
}

fn plain(lineage: &Lineage, id: &ModelId, current: Option<&ModelId>) -> Option<LineageNode> {
    let member = lineage.members.get(id)?;
    let is_current = current == Some(id);
    let commune = member
        .commune_name
        .as_deref()
        .filter(|name| !name.is_empty());
    let place = [
        commune,
        Some(member.province_name.as_str()).filter(|name| !name.is_empty()),
    ];
    Some(LineageNode {
        title: if member.is_public {
            member.title.clone()
        } else {
            String::from("Mô hình đang được đơn vị xây dựng")
        },
        href: (member.is_public && !is_current).then(|| paths::model(&member.slug)),
        unit: member.unit_name.clone(),
        place: place.into_iter().flatten().collect::<Vec<_>>().join(", "),
        when: member.year.map(|year| year.to_string()).unwrap_or_default(),
        state: String::new(),
        current: is_current,
        adapted: None,
        children: Vec::new(),
    })
}

/// What people read of an adoption's state.
pub fn state_label(state: &str) -> &'static str {
    state
        .parse::<AdoptionState>()
        .map_or("", AdoptionState::label)
}

/// The badge of an adoption's state.
pub fn state_kind(state: &str) -> &'static str {
    match state.parse::<AdoptionState>() {
        Ok(AdoptionState::Running) => "info",
        Ok(AdoptionState::Completed) => "ok",
        Ok(AdoptionState::Intended) => "wait",
        Ok(AdoptionState::Stopped) | Err(_) => "plain",
    }
}
