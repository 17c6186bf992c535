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
	`unit` text NOT NULL,
	`holder` text NOT NULL,
	`registered_at` integer NOT NULL,
	`confidential` integer NOT NULL,
	`status` text NOT NULL,
	`tags` text NOT NULL,
	`stage` text NOT NULL,
	`project_number` text,
	`promoted_at` integer,
	`touched_at` integer NOT NULL
);

CREATE UNIQUE INDEX `lead_project_number` ON `lead` (`project_number`);
CREATE INDEX `lead_unit` ON `lead` (`unit`,`registered_at`);
CREATE INDEX `lead_holder` ON `lead` (`holder`,`registered_at`);
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
	PRIMARY KEY(`lead`, `month`)
);

CREATE INDEX `report_month` ON `progress_report` (`month`);
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
	`state` text NOT NULL,
	`verifier` text,
	`verified_at` integer,
	`reason` text
);

CREATE INDEX `stage_event_lead` ON `stage_event` (`lead`);
CREATE INDEX `stage_event_state` ON `stage_event` (`state`,`reported_at`);