//! Every table, as both migration sets make it (`tests/it/house/schema.rs` compares them).
#![expect(
    missing_docs,
    reason = "the columns are described in the migrations and the rows"
)]

diesel::table! {
    log_head (id) {
        id -> Integer,
        seq -> BigInt,
        hash -> Text,
    }
}

diesel::table! {
    events (seq) {
        seq -> BigInt,
        at -> Timestamp,
        actor -> Text,
        kind -> Text,
        entity -> Text,
        entity_id -> Text,
        data -> Text,
        hash -> Text,
    }
}

diesel::table! {
    code_counters (series) {
        series -> Text,
        last_number -> BigInt,
    }
}

diesel::table! {
    units (id) {
        id -> Text,
        slug -> Text,
        kind -> Text,
        level -> Text,
        name -> Text,
        name_key -> Text,
        aliases -> Text,
        code -> Nullable<Text>,
        agency_code -> Nullable<Text>,
        parent_id -> Nullable<Text>,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
        version -> BigInt,
    }
}

diesel::table! {
    unit_successions (id) {
        id -> Text,
        from_unit_id -> Text,
        to_unit_id -> Text,
        kind -> Text,
        on_date -> Date,
        instrument -> Text,
    }
}

diesel::table! {
    users (id) {
        id -> Text,
        username -> Text,
        full_name -> Text,
        position -> Text,
        password_hash -> Text,
        state -> Text,
        must_change_password -> Bool,
        password_changed_at -> Timestamp,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    memberships (id) {
        id -> Text,
        user_id -> Text,
        role -> Text,
        unit_id -> Nullable<Text>,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
    }
}

diesel::table! {
    sessions (token_hash) {
        token_hash -> Text,
        user_id -> Text,
        csrf -> Text,
        created_at -> Timestamp,
        seen_at -> Timestamp,
        expires_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    sign_in_failures (username) {
        username -> Text,
        failures -> Integer,
        last_at -> Timestamp,
        locked_until -> Nullable<Timestamp>,
    }
}

diesel::table! {
    criteria_sets (id) {
        id -> Text,
        external_id -> Text,
        revision -> Integer,
        name -> Text,
        issuer -> Text,
        document -> Text,
        body -> Text,
        frozen_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    councils (id) {
        id -> Text,
        code -> Text,
        name -> Text,
        unit_id -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    seats (id) {
        id -> Text,
        council_id -> Text,
        user_id -> Text,
        role -> Text,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
    }
}

diesel::table! {
    campaigns (id) {
        id -> Text,
        code -> Text,
        name -> Text,
        host_unit_id -> Text,
        council_id -> Text,
        criteria_set_id -> Text,
        level -> Text,
        sectors -> Text,
        legal_basis -> Text,
        description -> Text,
        opens_on -> Date,
        submissions_until -> Date,
        screening_until -> Date,
        scoring_until -> Date,
        closes_on -> Date,
        consultation_days -> Integer,
        quorum_numerator -> Integer,
        quorum_denominator -> Integer,
        held_at -> Nullable<Timestamp>,
        hold_reason -> Nullable<Text>,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    models (id) {
        id -> Text,
        code -> Text,
        slug -> Text,
        external_id -> Nullable<Text>,
        title -> Text,
        origin -> Text,
        label -> Text,
        state -> Text,
        unit_id -> Nullable<Text>,
        unit_name -> Text,
        unit_kind -> Text,
        subject -> Text,
        sector -> Text,
        place_unit_id -> Nullable<Text>,
        province_name -> Text,
        district_name -> Nullable<Text>,
        commune_name -> Nullable<Text>,
        province_code -> Nullable<Text>,
        year -> Nullable<Integer>,
        year_recognised -> Nullable<Integer>,
        level -> Nullable<Text>,
        story -> Text,
        source -> Nullable<Text>,
        is_public -> Bool,
        published_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    former_slugs (slug) {
        slug -> Text,
        model_id -> Text,
    }
}

diesel::table! {
    model_themes (model_id, position) {
        model_id -> Text,
        position -> Integer,
        theme -> Text,
    }
}

diesel::table! {
    figures (model_id, position) {
        model_id -> Text,
        position -> Integer,
        indicator -> Text,
        value -> Text,
        unit -> Text,
        period -> Text,
        baseline -> Text,
        evidence -> Text,
    }
}

diesel::table! {
    model_versions (id) {
        id -> Text,
        model_id -> Text,
        number -> BigInt,
        title -> Text,
        story -> Text,
        replaced_at -> Timestamp,
    }
}

diesel::table! {
    model_events (id) {
        id -> Text,
        model_id -> Text,
        kind -> Text,
        on_date -> Date,
        note -> Text,
        is_public -> Bool,
        created_at -> Timestamp,
    }
}

diesel::table! {
    files (sha256) {
        sha256 -> Text,
        media_type -> Text,
        size_bytes -> BigInt,
        width_px -> Nullable<Integer>,
        height_px -> Nullable<Integer>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    renditions (file_sha256, width_px) {
        file_sha256 -> Text,
        width_px -> Integer,
        height_px -> Integer,
        size_bytes -> BigInt,
        sha256 -> Text,
    }
}

diesel::table! {
    attachments (id) {
        id -> Text,
        model_id -> Text,
        file_sha256 -> Text,
        role -> Text,
        caption -> Text,
        original_name -> Text,
        taken_on -> Nullable<Date>,
        position -> Integer,
        added_by -> Text,
        created_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    consents (id) {
        id -> Text,
        model_id -> Text,
        person -> Text,
        purpose -> Text,
        text_version -> Text,
        given_on -> Date,
        proof -> Text,
        collected_by -> Text,
        created_at -> Timestamp,
        withdrawn_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    nominations (id) {
        id -> Text,
        code -> Text,
        campaign_id -> Text,
        model_id -> Text,
        unit_id -> Text,
        state -> Text,
        cover_letter -> Text,
        drafted_by -> Text,
        submitted_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    submissions (id) {
        id -> Text,
        nomination_id -> Text,
        number -> Integer,
        dossier -> Text,
        sent_by -> Text,
        sent_at -> Timestamp,
    }
}

diesel::table! {
    returns (id) {
        id -> Text,
        nomination_id -> Text,
        returned_from -> Text,
        reasons -> Text,
        returned_by -> Text,
        returned_at -> Timestamp,
    }
}

diesel::table! {
    conflicts (id) {
        id -> Text,
        nomination_id -> Text,
        user_id -> Text,
        ground -> Text,
        note -> Text,
        created_at -> Timestamp,
        dismissed_at -> Nullable<Timestamp>,
        dismissed_reason -> Nullable<Text>,
    }
}

diesel::table! {
    score_sheets (id) {
        id -> Text,
        nomination_id -> Text,
        user_id -> Text,
        revision -> Integer,
        state -> Text,
        overall_remark -> Text,
        submitted_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    scores (sheet_id, criterion) {
        sheet_id -> Text,
        criterion -> Text,
        entry -> Text,
        remark -> Text,
    }
}

diesel::table! {
    council_results (id) {
        id -> Text,
        nomination_id -> Text,
        recommendation -> Text,
        tally -> Text,
        summary -> Text,
        recorded_by -> Text,
        recorded_at -> Timestamp,
        consultation_from -> Nullable<Date>,
    }
}

diesel::table! {
    decisions (id) {
        id -> Text,
        nomination_id -> Text,
        kind -> Text,
        number -> Text,
        decided_on -> Date,
        level -> Text,
        unit_id -> Text,
        signer_id -> Text,
        signer_name -> Text,
        signer_position -> Text,
        reason -> Text,
        file_sha256 -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    recognitions (id) {
        id -> Text,
        model_id -> Text,
        decision_id -> Text,
        level -> Text,
        form -> Text,
        recognised_on -> Date,
        valid_to -> Nullable<Date>,
        ended_at -> Nullable<Timestamp>,
        ended_reason -> Nullable<Text>,
    }
}

diesel::table! {
    adoptions (id) {
        id -> Text,
        code -> Text,
        source_model_id -> Text,
        model_id -> Text,
        unit_id -> Text,
        state -> Text,
        kept -> Text,
        adapted -> Text,
        helped_by -> Text,
        stop_reason -> Nullable<Text>,
        started_on -> Date,
        created_by -> Text,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    needs (id) {
        id -> Text,
        code -> Text,
        unit_id -> Text,
        text -> Text,
        text_key -> Text,
        state -> Text,
        declared_by -> Text,
        declared_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    search_misses (day, text) {
        day -> Date,
        text -> Text,
        count -> BigInt,
    }
}

diesel::table! {
    synonyms (id) {
        id -> Text,
        rule_key -> Text,
        words -> Text,
        relation -> Text,
        also -> Text,
        percent -> Integer,
        reason -> Text,
        is_active -> Bool,
        version -> BigInt,
        changed_at -> Timestamp,
        changed_by -> Nullable<Text>,
    }
}

diesel::table! {
    synonym_versions (synonym_id, version) {
        synonym_id -> Text,
        version -> BigInt,
        also -> Text,
        percent -> Integer,
        reason -> Text,
        is_active -> Bool,
        changed_at -> Timestamp,
        changed_by -> Nullable<Text>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    log_head,
    events,
    code_counters,
    units,
    unit_successions,
    users,
    memberships,
    sessions,
    sign_in_failures,
    criteria_sets,
    councils,
    seats,
    campaigns,
    models,
    former_slugs,
    model_themes,
    figures,
    model_versions,
    model_events,
    files,
    renditions,
    attachments,
    consents,
    nominations,
    submissions,
    returns,
    conflicts,
    score_sheets,
    scores,
    council_results,
    decisions,
    recognitions,
    adoptions,
    needs,
    search_misses,
    synonyms,
    synonym_versions,
);
