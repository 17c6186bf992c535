-- 更名: what a firm was called before.
ALTER TABLE `lead` ADD `former_names` text DEFAULT '[]' NOT NULL;