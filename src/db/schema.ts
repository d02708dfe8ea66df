import type { Generated } from 'kysely'

/** Every table as the migrations leave it; a test compares this with what SQLite says. */
export interface Schema {
  migrations: {
    name: string
    checksum: string
  }
  settings: {
    name: string
    value: string
  }
  register_day: {
    one: number
    day: string
  }
  people: {
    id: Generated<number>
    name: string
    email: string
    password_hash: string | null
    disabled_at: string | null
    created_at: string
    version: Generated<number>
  }
  person_roles: {
    person_id: number
    role: 'coordinator' | 'manager' | 'board' | 'administrator'
    granted_by: number | null
    granted_at: string
    confirmed_by: number | null
    confirmed_at: string | null
  }
  links: {
    token_hash: string
    kind: 'set-up' | 'invitation' | 'password'
    person_id: number | null
    made_by: number | null
    made_at: string
    expires_at: string
    used_at: string | null
  }
  sessions: {
    id_hash: string
    person_id: number | null
    data: string
    started_at: string
    seen_at: string
  }
  form_tokens: {
    token: string
    used_by: number
    used_at: string
    result: string
    sent: string | null
  }
  events: {
    seq: number
    at: string
    actor_id: number | null
    batch: string
    action: string
    subject_kind: string
    subject_id: number
    center_id: number | null
    details: string
    mac: string
  }
  populations: {
    code: string
    name: string
    position: number
    minors: 0 | 1
    open_eligibility_id: string | null
  }
  service_types: {
    code: string
    name: string
    position: number
    open_eligibility_id: string | null
    taxonomy_code: string | null
  }
  purposes: {
    code: string
    name: string
    position: number
  }
  catalogue_items: {
    code: string
    category: string
    item: string
    unit: string
    position: number
  }
  organizations: {
    id: Generated<number>
    uuid: string
    legal_name: string
    local_name: string | null
    other_names: string | null
    country: string
    register_name: string | null
    registration_number: string | null
    tax_status: string | null
    website: string | null
    founded_year: number | null
    created_by: number | null
    created_at: string
    version: Generated<number>
  }
  key_people: {
    id: Generated<number>
    organization_id: number
    name: string
    role: 'head' | 'board' | 'signatory'
    added_at: string
    ended_at: string | null
  }
  centers: {
    id: Generated<number>
    uuid: string
    organization_id: number
    name: string
    local_name: string | null
    other_names: string | null
    kind: 'residential shelter' | 'transitional housing' | 'foster network' | 'drop-in' | 'clinic' | 'legal' | 'training' | 'other'
    country: string
    longest_stay_days: number | null
    intake: string | null
    referral_route: string | null
    accessibility: string | null
    public_contact: string | null
    follow_up_visits: Generated<'agreed' | 'refused' | 'not settled'>
    follow_up_last_used_on: string | null
    lead_id: number | null
    opened_on: string | null
    confirmed_on: string | null
    confirmed_by: number | null
    shown_region: string | null
    shown_city: string | null
    shown_until: string | null
    created_by: number | null
    created_at: string
    created_on: string
    version: Generated<number>
  }
  center_populations: {
    center_id: number
    population_code: string
    from_age: number | null
    to_age: number | null
  }
  center_languages: {
    center_id: number
    language: string
  }
  center_services: {
    id: Generated<number>
    uuid: string
    center_id: number
    service_code: string
    note: string | null
  }
  contacts: {
    id: Generated<number>
    center_id: number
    name: string
    role: string | null
    kind: 'front desk' | 'private'
    phone: string | null
    email: string | null
    language: string | null
    is_primary: Generated<0 | 1>
    created_by: number | null
    created_at: string
    ended_at: string | null
    version: Generated<number>
  }
  notes: {
    id: Generated<number>
    center_id: number
    kind: 'note' | 'call' | 'message'
    on_day: string
    with_whom: string | null
    text: string
    written_by: number
    written_at: string
    withdrawn_at: string | null
    withdrawn_by: number | null
    withdrawn_because: string | null
  }
  capacity_readings: {
    id: Generated<number>
    center_id: number
    on_day: string
    population_code: string
    beds: number
    open_beds: number
    said_by: string
    recorded_by: number
    recorded_at: string
  }
  documents: {
    id: Generated<number>
    center_id: number | null
    kind: 'evidence' | 'agreement' | 'authorization' | 'report' | 'proof' | 'other'
    title: string
    dated_on: string | null
    received_on: string
    expires_on: string | null
    media_type: 'application/pdf' | 'image/jpeg' | 'image/png'
    size: number
    sha256: string
    replaces_id: number | null
    added_by: number
    added_at: string
  }
  document_contents: {
    document_id: number
    sealed: Buffer
  }
  locations: {
    center_id: number
    secrecy: Generated<'open' | 'city' | 'hidden'>
    sealed: string | null
    mailing_address: string | null
    version: Generated<number>
  }
  private_phones: {
    contact_id: number
    sealed: string
  }
  location_authorizations: {
    id: Generated<number>
    center_id: number
    secrecy: 'open' | 'city'
    signed_by: string
    signed_on: string
    until_on: string
    document_id: number
    asked_by: number
    asked_at: string
    answered_by: number | null
    answered_at: string | null
    answer: 'confirmed' | 'declined' | 'withdrawn' | null
    overtaken_on: string | null
  }
  import_files: {
    id: Generated<number>
    person_id: number
    sealed: Buffer
    mapping: string
    added_at: string
    taken_at: string | null
    result: string | null
  }
  checklists: {
    id: Generated<number>
    version: number
    title: string
    created_at: string
    published_at: string | null
    published_by: number | null
  }
  checklist_items: {
    id: Generated<number>
    checklist_id: number
    section: string
    position: number
    code: string
    question: string
    guidance: string | null
    evidence_wanted: string | null
    importance: 'critical' | 'required' | 'advisory'
    polarity: 'good' | 'red flag'
    not_applicable_allowed: 0 | 1
    months_good: number | null
    applies_to: string
    source: string | null
  }
  reviews: {
    id: Generated<number>
    center_id: number
    kind: 'initial' | 'renewal' | 'for cause'
    checklist_id: number
    lead_id: number
    opened_on: string
    opened_by: number
    opened_at: string
    target_on: string
    state: Generated<'open' | 'submitted' | 'decided' | 'withdrawn'>
    moved_at: string
    ended_on: string | null
    traits: string | null
    version: Generated<number>
  }
  review_moves: {
    id: Generated<number>
    review_id: number
    move: 'opened' | 'submitted' | 'returned' | 'withdrawn' | 'decided' | 'handed over'
    on_day: string
    reason: string | null
    lead_id: number | null
    by_id: number
    at: string
  }
  findings: {
    id: Generated<number>
    review_id: number
    item_id: number
    revision: number
    result: 'met' | 'partly met' | 'not met' | 'not applicable'
    basis: 'document' | 'interview' | 'visit' | 'third party' | 'own word' | null
    note: string | null
    carried_from: number | null
    found_by: number
    found_at: string
  }
  finding_evidence: {
    id: Generated<number>
    review_id: number
    item_id: number
    document_id: number
    added_by: number
    added_at: string
    removed_by: number | null
    removed_at: string | null
    removed_because: string | null
  }
  decisions: {
    id: Generated<number>
    center_id: number
    review_id: number | null
    outcome: 'approve' | 'approve with conditions' | 'decline' | 'suspend' | 'reinstate' | 'close' | 'reopen'
    effective_on: string
    valid_until: string | null
    scope: string | null
    rationale: string
    opening: Generated<0 | 1>
    document_id: number | null
    decided_by: number
    decided_on: string
    decided_at: string
  }
  conditions: {
    id: Generated<number>
    decision_id: number
    item_id: number | null
    text: string
    due_on: string
  }
  condition_meetings: {
    condition_id: number
    met_on: string
    note: string
    said_by: number
    said_at: string
  }
  opening_approvals: {
    id: Generated<number>
    center_id: number
    effective_on: string
    valid_until: string
    scope: string
    rationale: string
    document_id: number
    asked_by: number
    asked_at: string
    answered_by: number | null
    answered_at: string | null
    answer: 'taken over' | 'declined' | 'withdrawn' | null
    decision_id: number | null
  }
  evidence_renewals: {
    id: Generated<number>
    center_id: number
    review_id: number
    item_id: number
    document_id: number
    added_by: number
    added_at: string
    answered_by: number | null
    answered_on: string | null
    answered_at: string | null
    answer: 'accepted' | 'declined' | null
    reason: string | null
  }
  standing_spans: {
    id: Generated<number>
    center_id: number
    kind: 'vetted' | 'conditional' | 'lapsed' | 'suspended' | 'closed' | 'declined' | 'in review' | 'prospect'
    from_on: string
    until_on: string | null
    recorded_at: string
    superseded_at: string | null
  }
  centers_in_good_standing: {
    center_id: number
    decision_id: number
    valid_until: string
    scope: string
  }
  funds: {
    id: Generated<number>
    code: string
    name: string
    giver: string
    currency: string
    starts_on: string
    ends_on: string | null
    purposes: Generated<string>
    countries: Generated<string>
    created_by: number
    created_at: string
    version: Generated<number>
  }
  fund_entries: {
    id: Generated<number>
    fund_id: number
    kind: 'receipt' | 'transfer' | 'adjustment'
    amount_minor: number
    on_day: string
    note: string
    opening: Generated<0 | 1>
    other_fund_id: number | null
    reverses_id: number | null
    recorded_by: number
    recorded_on: string
    recorded_at: string
    document_id: number | null
  }
  exchange_rates: {
    id: Generated<number>
    currency: string
    on_day: string
    rate: string
    source: string
    entered_by: number
    entered_at: string
  }
  needs: {
    id: Generated<number>
    center_id: number
    catalogue_code: string | null
    category: string
    item: string
    quantity: number
    unit: string
    unit_cost_minor: number | null
    currency: string | null
    people: number | null
    priority: 'urgent' | 'normal' | 'low'
    needed_by: string | null
    recorded_by: number
    recorded_on: string
    recorded_at: string
    version: Generated<number>
    changed_at: string | null
  }
  need_withdrawals: {
    need_id: number
    reason: string
    withdrawn_by: number
    withdrawn_on: string
    withdrawn_at: string
  }
  allocations: {
    id: Generated<number>
    fund_id: number
    center_id: number
    purpose_code: string
    amount_minor: number
    currency: string
    for_what: string
    populations: string
    from_age: number | null
    to_age: number | null
    report_days: Generated<number>
    state: Generated<'draft' | 'proposed' | 'approved' | 'closed' | 'declined' | 'cancelled'>
    drafted_by: number
    drafted_at: string
    version: Generated<number>
  }
  allocation_needs: {
    allocation_id: number
    need_id: number
  }
  allocation_moves: {
    id: Generated<number>
    allocation_id: number
    move: 'proposed' | 'returned' | 'approved' | 'declined' | 'cancelled' | 'closed'
    gave_back_minor: Generated<number>
    on_day: string
    reason: string | null
    by_id: number
    at: string
  }
  approvals: {
    id: Generated<number>
    allocation_id: number
    approved_by: number
    on_day: string
    at: string
    comment: string | null
    hash: string
    proposal_id: number | null
  }
  fund_balances: {
    fund_id: number
    received_minor: number
    committed_minor: number
    available_minor: number
  }
  payments: {
    id: Generated<number>
    allocation_id: number
    amount_minor: number
    planned_on: string
    method: 'bank transfer' | 'mobile money' | 'card' | 'cheque' | 'cash' | 'paid to supplier'
    reference: string | null
    paid_currency: string
    paid_minor: number
    rate: string | null
    rate_source: string | null
    rate_on: string | null
    planned_by: number
    planned_at: string
    rate_is_right: Generated<0 | 1>
  }
  payment_events: {
    id: Generated<number>
    payment_id: number
    kind: 'sent' | 'received' | 'returned' | 'void'
    amount_minor: number
    on_day: string
    bank_on: string | null
    note: string | null
    by_id: number
    recorded_on: string
    at: string
    reverses_id: number | null
  }
  deliveries: {
    id: Generated<number>
    center_id: number
    expected_on: string | null
    carrier: string | null
    note: string | null
    packed_by: number
    packed_on: string
    packed_at: string
    version: Generated<number>
  }
  delivery_events: {
    id: Generated<number>
    delivery_id: number
    kind: 'sent' | 'received' | 'lost' | 'set aside'
    on_day: string
    note: string | null
    by_id: number
    at: string
  }
  delivery_lines: {
    id: Generated<number>
    delivery_id: number
    need_id: number | null
    item: string
    quantity: number
    unit: string
    unit_value_minor: number | null
    currency: string | null
  }
  receipts: {
    id: Generated<number>
    delivery_id: number
    on_day: string
    confirmed_by: string
    note: string | null
    reverses_id: number | null
    document_id: number | null
    recorded_by: number
    recorded_at: string
  }
  receipt_lines: {
    id: Generated<number>
    receipt_id: number
    line_id: number
    received: number
    damaged: number
    missing: number
    why: string | null
  }
  directory_turns: {
    center_id: number
    turn: number
  }
  money_totals: {
    figure: 'paid' | 'committed' | 'in-kind'
    by_what: 'country' | 'purpose' | 'center' | 'rate day'
    span: string
    name: string
    currency: string
    row_count: number
    minor: number
    converted_minor: number
    unconverted_minor: number
  }
  unsettled_rows: {
    figure: string
    row_id: number
  }
  unsettled_rates: {
    currency: string
    on_day: string
  }
  allocation_totals: {
    allocation_id: number
    paid_minor: number
  }
  evidence_spans: {
    id: Generated<number>
    center_id: number
    item_code: string
    from_on: string
    until_on: string | null
    recorded_at: string
    superseded_at: string | null
  }
  centers_without_evidence_spans: {
    center_id: number
  }
  standing_counts: {
    what: string
    on_day: string
    country: string
    change: number
  }
  needs_as_they_stand: {
    need_id: number
    recorded_on: string
    currency: string
    cost_minor: number
    met_on: string
  }
  need_progress: {
    need_id: number
    recorded_on: string
    currency: string | null
    cost_minor: number | null
    met_on: string | null
  }
  need_totals: {
    recorded_on: string
    met_on: string
    currency: string
    needs: number
    cost_minor: number
  }
  decision_totals: {
    decided_on: string
    days: number
    decisions: number
  }
  past_needs: {
    need_id: number
    until_at: string
    quantity: number
    unit_cost_minor: number | null
    currency: string | null
  }
  allocation_followers: {
    allocation_id: number
    person_id: number
  }
  payment_followers: {
    payment_id: number
    person_id: number
  }
  center_names: {
    name: string | null
    local_name: string | null
    other_names: string | null
    organization: string | null
    rowid: number
  }
  center_shown: {
    region: string | null
    city: string | null
    rowid: number
  }
  review_traits: {
    review_id: number
    residential: string
    serves_minors: string
    country: string
  }
  review_items: {
    review_id: number
    item_id: number
    importance: string
    evidence_wanted: string
    months_good: string
    not_applicable_allowed: string
    result: string
    found: string
  }
  organization_names: {
    legal_name: string | null
    local_name: string | null
    other_names: string | null
    registration_number: string | null
    rowid: number
  }
  organization_names_idx: {
    segid: string
    term: string
    pgno: string | null
  }
  organization_names_content: {
    id: Generated<number>
    c0: string | null
    c1: string | null
    c2: string | null
    c3: string | null
  }
  organization_names_docsize: {
    id: Generated<number>
    sz: Buffer | null
  }
  organization_names_config: {
    k: string
    v: string | null
  }
  contact_words: {
    name: string | null
    phone: string | null
    email: string | null
    rowid: number
  }
  contact_words_idx: {
    segid: string
    term: string
    pgno: string | null
  }
  contact_words_content: {
    id: Generated<number>
    c0: string | null
    c1: string | null
    c2: string | null
  }
  contact_words_docsize: {
    id: Generated<number>
    sz: Buffer | null
  }
  contact_words_config: {
    k: string
    v: string | null
  }
}
