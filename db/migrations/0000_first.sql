CREATE TABLE `activity` (
	`number` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`kind` text NOT NULL,
	`happened_on` text NOT NULL,
	`end_on` text,
	`region` text,
	`topic` text,
	`units` text NOT NULL,
	`people` text NOT NULL,
	`leaders` text NOT NULL,
	`flags` text NOT NULL,
	`tags` text NOT NULL,
	`enterprises` text NOT NULL,
	`outcome` text,
	`evidence` text,
	`next` text,
	`state` text NOT NULL,
	`check_state` text NOT NULL,
	`check_reason` text,
	`recorded_at` integer NOT NULL,
	`recorded_by` text,
	`end_reason` text
);

CREATE INDEX `activity_on` ON `activity` (`happened_on`,`number`);
CREATE INDEX `activity_kind` ON `activity` (`kind`,`happened_on`);
CREATE INDEX `activity_by` ON `activity` (`recorded_by`,`happened_on`);
CREATE TABLE `activity_enterprise` (
	`activity` text NOT NULL,
	`key` text NOT NULL,
	`lead` text,
	PRIMARY KEY(`activity`, `key`)
);

CREATE INDEX `activity_enterprise_key` ON `activity_enterprise` (`key`);
CREATE INDEX `activity_enterprise_lead` ON `activity_enterprise` (`lead`);
CREATE TABLE `evidence` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`message_id` text NOT NULL,
	`file_key` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`sender` text NOT NULL,
	`received_at` integer NOT NULL,
	`lead` text,
	`state` text NOT NULL,
	`why` text,
	`hash` text,
	`file_type` text,
	`bytes` integer,
	`stored_at` integer
);

CREATE INDEX `evidence_lead` ON `evidence` (`lead`);
CREATE INDEX `evidence_hash` ON `evidence` (`hash`);
CREATE INDEX `evidence_sender` ON `evidence` (`sender`,`received_at`);
CREATE INDEX `evidence_state` ON `evidence` (`state`);
CREATE TABLE `evidence_attempt` (
	`id` text PRIMARY KEY NOT NULL,
	`attempts` integer NOT NULL,
	`next_at` integer NOT NULL,
	`why` text NOT NULL
);

CREATE TABLE `evidence_piece` (
	`hash` text NOT NULL,
	`part` integer NOT NULL,
	`sealed` text NOT NULL,
	PRIMARY KEY(`hash`, `part`)
);

CREATE TABLE `pledge` (
	`lead` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`what` text NOT NULL,
	`due_on` text NOT NULL,
	`event` text NOT NULL,
	`made_at` integer NOT NULL,
	`closed_on` text,
	`closed_by` text,
	PRIMARY KEY(`lead`, `id`)
);

CREATE INDEX `pledge_due` ON `pledge` (`closed_on`,`due_on`);
CREATE TABLE `hurry` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`last` text NOT NULL
);

CREATE TABLE `unit_filing` (
	`unit` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`entries` text NOT NULL,
	`reports` text NOT NULL
);

CREATE TABLE `delivery` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`event_id` text NOT NULL,
	`body` text NOT NULL,
	`received_at` integer NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_at` integer NOT NULL,
	`why` text
);

CREATE TABLE `fact` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`stream` text NOT NULL,
	`seq` integer NOT NULL,
	`type` text NOT NULL,
	`data` text NOT NULL,
	`at` integer NOT NULL,
	`actor` text,
	`cause` text
);

CREATE UNIQUE INDEX `fact_stream_seq` ON `fact` (`stream`,`seq`);
CREATE INDEX `fact_actor` ON `fact` (`actor`);
-- Keyed by random identities and nothing else: one tree instead of a table and its index (not expressible in schema.ts).
CREATE TABLE `inbox` (
	`key` text PRIMARY KEY NOT NULL,
	`received_at` integer NOT NULL
) WITHOUT ROWID;

CREATE TABLE `job` (
	`key` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);

CREATE TABLE `key_check` (
	`name` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL
);

CREATE TABLE `outbox` (
	`key` text PRIMARY KEY NOT NULL,
	`rank` integer NOT NULL,
	`how` text NOT NULL,
	`receiver` text NOT NULL,
	`body` text,
	`uuid` text NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`next_at` integer NOT NULL,
	`stale_at` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`first_tried_at` integer,
	`ended_at` integer,
	`message_id` text,
	`about` text,
	`audience` text NOT NULL,
	`cause` text NOT NULL,
	`code` integer,
	`why` text
);

CREATE INDEX `outbox_due` ON `outbox` (`state`,`rank`,`next_at`);
CREATE INDEX `outbox_message` ON `outbox` (`message_id`);
CREATE INDEX `outbox_ended` ON `outbox` (`ended_at`);
CREATE TABLE `press_reply` (
	`event_id` text PRIMARY KEY NOT NULL,
	`reply` text NOT NULL,
	`at` integer NOT NULL
);

CREATE TABLE `sequence` (
	`name` text NOT NULL,
	`value` integer NOT NULL,
	PRIMARY KEY(`name`, `value`)
);

CREATE TABLE `mirror_row` (
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`record_id` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`kind`, `key`)
);

CREATE INDEX `mirror_row_record` ON `mirror_row` (`record_id`);
CREATE TABLE `mirror_state` (
	`name` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`watermark` integer NOT NULL,
	`pending` text,
	`next_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	`parked` text,
	`done_at` integer
);

CREATE TABLE `mirror_table` (
	`kind` text PRIMARY KEY NOT NULL,
	`app_token` text NOT NULL,
	`table_id` text NOT NULL
);

CREATE TABLE `message_read` (
	`message_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);

CREATE TABLE `objection` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`publication` text NOT NULL,
	`unit` text NOT NULL,
	`text` text NOT NULL,
	`raised_by` text NOT NULL,
	`raised_at` integer NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`decided_by` text,
	`decided_at` integer
);

CREATE INDEX `objection_publication` ON `objection` (`publication`,`unit`);
CREATE INDEX `objection_state` ON `objection` (`state`,`decided_at`);
CREATE TABLE `account_seen` (
	`open_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);

CREATE TABLE `department_link` (
	`department` text PRIMARY KEY NOT NULL,
	`unit` text,
	`name` text NOT NULL
);

CREATE TABLE `newcomer` (
	`open_id` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL,
	`at` integer NOT NULL
);

CREATE INDEX `newcomer_at` ON `newcomer` (`at`);
CREATE TABLE `paper` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`body` text NOT NULL,
	`word_hash` text NOT NULL,
	`word_name` text NOT NULL,
	`word_bytes` integer NOT NULL,
	`excel_hash` text NOT NULL,
	`excel_name` text NOT NULL,
	`excel_bytes` integer NOT NULL,
	`pictures` integer NOT NULL,
	`made_at` integer NOT NULL
);

CREATE TABLE `award` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`year` text NOT NULL,
	`rule` text NOT NULL,
	`title` text NOT NULL,
	`clause` text NOT NULL,
	`holder_kind` text NOT NULL,
	`holder` text NOT NULL,
	`units` integer NOT NULL,
	`decision` text NOT NULL,
	`reason` text,
	`decided_by` text,
	`decided_at` integer NOT NULL
);

CREATE INDEX `award_year` ON `award` (`year`);
CREATE TABLE `dispute` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`lead` text NOT NULL,
	`challenger_unit` text NOT NULL,
	`challenger` text NOT NULL,
	`respondent_unit` text NOT NULL,
	`respondent` text NOT NULL,
	`state` text NOT NULL,
	`opened_at` integer NOT NULL,
	`statements` text NOT NULL,
	`verdict` text
);

CREATE INDEX `dispute_lead` ON `dispute` (`lead`);
CREATE INDEX `dispute_state` ON `dispute` (`state`,`opened_at`);
CREATE TABLE `points_line` (
	`id` text PRIMARY KEY NOT NULL,
	`lead` text NOT NULL,
	`rule` text NOT NULL,
	`event` text NOT NULL,
	`label` text NOT NULL,
	`holder_kind` text NOT NULL,
	`holder` text NOT NULL,
	`units` integer NOT NULL,
	`at` integer NOT NULL,
	`by` text,
	`evidence` text,
	`clause` text NOT NULL,
	`revokes` text
);

CREATE INDEX `points_lead` ON `points_line` (`lead`);
CREATE INDEX `points_holder` ON `points_line` (`holder_kind`,`holder`,`at`);
CREATE TABLE `progress_year` (
	`lead` text NOT NULL,
	`measure` text NOT NULL,
	`year` integer NOT NULL,
	`figures` text NOT NULL,
	PRIMARY KEY(`lead`, `measure`, `year`)
);

CREATE TABLE `registry_entry` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`registry` text NOT NULL,
	`owner` text,
	`title` text,
	`values` text NOT NULL,
	`sealed` text NOT NULL,
	`key` text NOT NULL,
	`confidential` integer NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`registered_by` text,
	`registered_at` integer NOT NULL,
	`checked_at` integer NOT NULL,
	`ended_at` integer
);

CREATE INDEX `registry_entry_key` ON `registry_entry` (`registry`,`key`);
CREATE INDEX `registry_entry_state` ON `registry_entry` (`registry`,`state`,`checked_at`);
CREATE TABLE `registry_gram` (
	`gram` text NOT NULL,
	`registry` text NOT NULL,
	`entry` text NOT NULL,
	PRIMARY KEY(`gram`, `registry`, `entry`)
);

CREATE TABLE `meeting` (
	`number` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`kind` text NOT NULL,
	`label` text NOT NULL,
	`clause` text,
	`body` text NOT NULL,
	`units` text NOT NULL,
	`planned_on` text NOT NULL,
	`held_on` text,
	`since_on` text,
	`state` text NOT NULL,
	`items` text NOT NULL,
	`minutes` text,
	`drafted_at` integer NOT NULL,
	`drafted_by` text,
	`ended_at` integer,
	`ended_by` text,
	`end_reason` text
);

CREATE INDEX `meeting_state` ON `meeting` (`state`,`planned_on`);
CREATE INDEX `meeting_held` ON `meeting` (`held_on`);
CREATE TABLE `proposal` (
	`number` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`rule` text NOT NULL,
	`label` text NOT NULL,
	`actions` text NOT NULL,
	`to` text NOT NULL,
	`decider` text NOT NULL,
	`clause` text NOT NULL,
	`unit` text,
	`lead` text,
	`flag` text,
	`reason` text NOT NULL,
	`evidence` text,
	`state` text NOT NULL,
	`proposed_at` integer NOT NULL,
	`proposed_by` text,
	`decided_at` integer,
	`decided_by` text,
	`decision` text
);

CREATE INDEX `proposal_state` ON `proposal` (`state`,`proposed_at`);
CREATE INDEX `proposal_lead` ON `proposal` (`lead`);
CREATE TABLE `rolling_check` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`lead` text NOT NULL,
	`rule` text NOT NULL,
	`label` text NOT NULL,
	`clause` text NOT NULL,
	`year` integer NOT NULL,
	`started_on` text NOT NULL,
	`check_on` text NOT NULL,
	`opened_on` text NOT NULL,
	`cure_until_on` text NOT NULL,
	`state` text NOT NULL,
	`filings` text NOT NULL,
	`verdict` text,
	`settled_on` text,
	`adjustment` text,
	`reminded` text,
	`drop_reason` text
);

CREATE INDEX `rolling_check_lead` ON `rolling_check` (`lead`);
CREATE INDEX `rolling_check_state` ON `rolling_check` (`state`,`check_on`);
CREATE TABLE `chat` (
	`chat_id` text PRIMARY KEY NOT NULL,
	`unit` text,
	`bound_at` integer NOT NULL
);

CREATE TABLE `membership` (
	`group` text NOT NULL,
	`unit` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`group`, `unit`)
);

CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`open_id` text,
	`mobile_mark` text,
	`name` text NOT NULL,
	`unit` text,
	`units` text NOT NULL,
	`roles` text NOT NULL,
	`left_at` integer
);

CREATE UNIQUE INDEX `person_open_id` ON `person` (`open_id`);
CREATE UNIQUE INDEX `person_mobile` ON `person` (`mobile_mark`);
CREATE TABLE `post` (
	`id` text PRIMARY KEY NOT NULL,
	`unit` text NOT NULL,
	`title` text NOT NULL,
	`rank` text NOT NULL,
	`person` text
);

CREATE TABLE `unit` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`aliases` text NOT NULL,
	`kind` text NOT NULL,
	`parent` text,
	`tags` text NOT NULL,
	`active_from` text,
	`active_to` text,
	`position` integer NOT NULL
);

CREATE TABLE `welcome` (
	`open_id` text PRIMARY KEY NOT NULL,
	`edition` text NOT NULL
);

CREATE TABLE `setting` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`kind` text NOT NULL,
	`item` text NOT NULL,
	`subject` text,
	`part` integer,
	`scope` text,
	`versions` text NOT NULL
);

CREATE INDEX `setting_kind` ON `setting` (`kind`,`item`);
CREATE INDEX `setting_subject` ON `setting` (`kind`,`subject`);
CREATE TABLE `binding` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`target` text,
	`state` text NOT NULL,
	`asked_at` integer NOT NULL,
	`asked_by` text NOT NULL,
	`decided_by` text
);

CREATE TABLE `contact` (
	`id` text PRIMARY KEY NOT NULL,
	`sealed` text,
	`erased_at` integer
);

CREATE TABLE `draft` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`owner` text NOT NULL,
	`kind` text NOT NULL,
	`sealed` text,
	`state` text NOT NULL,
	`result` text,
	`created_at` integer NOT NULL
);

CREATE INDEX `draft_owner` ON `draft` (`owner`,`state`);
CREATE TABLE `lead` (
	`number` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`company` text NOT NULL,
	`project` text,
	`low_units` integer,
	`high_units` integer,
	`currency` text,
	`approx` integer NOT NULL,
	`industry` text,
	`landing_unit` text,
	`channel` text,
	`contact` text,
	`note` text,
	`need` text,
	`unit` text NOT NULL,
	`holder` text NOT NULL,
	`hold_state` text NOT NULL,
	`protected_until_on` text,
	`held_at` integer NOT NULL,
	`merged_into` text,
	`receipt_asked_at` integer,
	`holding` text NOT NULL,
	`registered_at` integer NOT NULL,
	`confidential` integer NOT NULL,
	`status` text NOT NULL,
	`tags` text NOT NULL,
	`stage` text NOT NULL,
	`course` text NOT NULL,
	`exit` text,
	`exit_on` text,
	`project_number` text,
	`promoted_at` integer,
	`touched_at` integer NOT NULL
);

CREATE INDEX `lead_industry` ON `lead` (`industry`,`registered_at`);
CREATE UNIQUE INDEX `lead_project_number` ON `lead` (`project_number`);
CREATE INDEX `lead_unit` ON `lead` (`unit`,`registered_at`,`number`,`hold_state`,`status`,`exit`,`project_number`);
CREATE INDEX `lead_holder` ON `lead` (`holder`,`registered_at`,`number`,`status`,`exit`,`project_number`);
CREATE INDEX `lead_hold` ON `lead` (`hold_state`,`touched_at`);
CREATE INDEX `lead_pool` ON `lead` (`touched_at`,`number`) WHERE hold_state = 'pool';
CREATE INDEX `lead_protected` ON `lead` (`hold_state`,`project_number`,`protected_until_on`,`number`);
CREATE INDEX `lead_receipt` ON `lead` (`receipt_asked_at`);
CREATE INDEX `lead_registered` ON `lead` (`registered_at`,`number`,`company`,`project`,`status`,`exit`,`project_number`,`unit`);
CREATE INDEX `lead_stage` ON `lead` (`stage`,`exit`,`status`,`number`);
CREATE INDEX `lead_owing` ON `lead` (`unit`,`project_number`,`number`,`stage`,`status`,`promoted_at`,`registered_at`,`exit`,`exit_on`,`confidential`,`hold_state`) WHERE project_number IS NOT NULL;
CREATE TABLE `lead_key` (
	`key` text NOT NULL,
	`lead` text NOT NULL,
	PRIMARY KEY(`key`, `lead`)
);

CREATE TABLE `monthly_rollup` (
	`month` text NOT NULL,
	`measure` text NOT NULL,
	`unit` text NOT NULL,
	`units` integer NOT NULL,
	PRIMARY KEY(`month`, `measure`, `unit`)
);

CREATE TABLE `progress_entry` (
	`lead` text NOT NULL,
	`month` text NOT NULL,
	`measure` text NOT NULL,
	`units` integer NOT NULL,
	PRIMARY KEY(`lead`, `measure`, `month`)
);

CREATE INDEX `progress_month` ON `progress_entry` (`month`);
CREATE TABLE `progress_report` (
	`lead` text NOT NULL,
	`month` text NOT NULL,
	`version` integer NOT NULL,
	`reporter` text NOT NULL,
	`reported_at` integer NOT NULL,
	`late` integer NOT NULL,
	`forecast` integer NOT NULL,
	`narrative` text,
	`problems` text,
	`plan` text,
	`reason` text,
	`unchanged` integer DEFAULT false NOT NULL,
	`checked` text,
	`checked_by` text,
	`checked_at` integer,
	`check_reason` text,
	`verified_version` integer,
	PRIMARY KEY(`lead`, `month`)
);

CREATE INDEX `report_month` ON `progress_report` (`month`,`lead`,`late`,`checked`);
CREATE INDEX `report_unchecked` ON `progress_report` (`month`,`lead`,`reporter`,`reported_at`) WHERE checked IS NULL;
CREATE TABLE `publication` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`kind` text NOT NULL,
	`period` text NOT NULL,
	`state` text NOT NULL,
	`body` text NOT NULL,
	`hash` text NOT NULL,
	`drafted_at` integer NOT NULL,
	`drafted_by` text,
	`checked_at` integer,
	`checked_by` text,
	`approved_at` integer,
	`approved_by` text,
	`returned_reason` text
);

CREATE TABLE `stage_event` (
	`id` text PRIMARY KEY NOT NULL,
	`lead` text NOT NULL,
	`stage` text NOT NULL,
	`happened_on` text NOT NULL,
	`reported_at` integer NOT NULL,
	`reporter` text NOT NULL,
	`evidence` text,
	`note` text,
	`details` text NOT NULL,
	`state` text NOT NULL,
	`verifier` text,
	`verified_at` integer,
	`reason` text,
	`corrected_at` integer
);

CREATE INDEX `stage_event_lead` ON `stage_event` (`lead`,`state`,`happened_on`,`stage`);
CREATE INDEX `stage_event_state` ON `stage_event` (`state`,`reported_at`);
CREATE INDEX `stage_event_waiting` ON `stage_event` (`lead`,`reporter`) WHERE state = 'submitted';
CREATE INDEX `stage_event_happened` ON `stage_event` (`state`,`happened_on`);
CREATE INDEX `stage_event_verified` ON `stage_event` (`state`,`verified_at`);
CREATE INDEX `stage_event_corrected` ON `stage_event` (`corrected_at`);
CREATE TABLE `responsibility` (
	`lead` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`leader` text,
	`group_name` text,
	`officer` text,
	`plan` text,
	`history` text NOT NULL,
	`set_at` integer,
	`set_by` text,
	`nudges` text NOT NULL
);

CREATE TABLE `task` (
	`number` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`title` text NOT NULL,
	`lead` text,
	`about` text,
	`unit` text,
	`holder` text,
	`issuer` text,
	`origin_kind` text NOT NULL,
	`origin_key` text,
	`origin_clause` text,
	`state` text NOT NULL,
	`assigned_at` integer NOT NULL,
	`due_on` text,
	`first_due_on` text,
	`due_by_default` integer NOT NULL,
	`extension` text,
	`percent` integer NOT NULL,
	`reports` text NOT NULL,
	`done_on` text,
	`was_late` integer NOT NULL,
	`nudges` text NOT NULL,
	`reminded` text,
	`handed_over` text NOT NULL,
	`ended_at` integer,
	`end_reason` text
);

CREATE UNIQUE INDEX `task_origin_key` ON `task` (`origin_key`);
CREATE INDEX `task_state` ON `task` (`state`,`due_on`);
CREATE INDEX `task_lead` ON `task` (`lead`);
CREATE INDEX `task_about` ON `task` (`about`);
CREATE TABLE `handover` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`unit` text NOT NULL,
	`from_person` text NOT NULL,
	`to_person` text NOT NULL,
	`leads` text NOT NULL,
	`from_on` text NOT NULL,
	`until_on` text,
	`reason` text,
	`ordered_by` text NOT NULL,
	`ordered_at` integer NOT NULL,
	`state` text NOT NULL,
	`moved_at` integer,
	`receipted_at` integer,
	`returned_at` integer
);

CREATE INDEX `handover_state` ON `handover` (`state`);
CREATE INDEX `handover_to` ON `handover` (`to_person`,`state`);
CREATE TABLE `transfer` (
	`number` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`lead` text NOT NULL,
	`sender` text NOT NULL,
	`receiver` text NOT NULL,
	`proposer` text NOT NULL,
	`proposed_at` integer NOT NULL,
	`touched_at` integer NOT NULL,
	`state` text NOT NULL,
	`offers` text NOT NULL,
	`open` integer,
	`agreed` integer,
	`agreed_at` integer,
	`settlements` text NOT NULL
);

CREATE INDEX `transfer_lead` ON `transfer` (`lead`);
CREATE INDEX `transfer_state` ON `transfer` (`state`,`touched_at`);
CREATE INDEX `transfer_sender` ON `transfer` (`sender`,`touched_at`);
CREATE INDEX `transfer_receiver` ON `transfer` (`receiver`,`touched_at`);
CREATE TABLE `workbook` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`way` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`kind` text,
	`template` integer NOT NULL,
	`month` text,
	`message_id` text,
	`file_key` text,
	`name` text,
	`state` text NOT NULL,
	`why` text,
	`hash` text,
	`made` text,
	`rows` integer,
	`up_to` integer NOT NULL,
	`added` integer NOT NULL,
	`changed` integer NOT NULL,
	`unchanged` integer NOT NULL,
	`rejected` integer NOT NULL,
	`ended_at` integer
);

CREATE INDEX `workbook_state` ON `workbook` (`state`);
CREATE INDEX `workbook_by` ON `workbook` (`by`,`at`);
CREATE INDEX `workbook_hash` ON `workbook` (`hash`);
CREATE INDEX `workbook_made` ON `workbook` (`made`);
CREATE INDEX `workbook_ended` ON `workbook` (`ended_at`);
CREATE TABLE `workbook_attempt` (
	`id` text PRIMARY KEY NOT NULL,
	`attempts` integer NOT NULL,
	`next_at` integer NOT NULL,
	`why` text NOT NULL
);
