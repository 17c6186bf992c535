/** What a reference program reads from its environment, and how it says that it listens. */
export const env = {
  appId: process.env['FEISHU_APP_ID'] ?? '',
  encryptKey: process.env['FEISHU_ENCRYPT_KEY'] ?? '',
  verificationToken: process.env['FEISHU_VERIFICATION_TOKEN'] ?? '',
  databasePath: process.env['DATABASE_PATH'] ?? '',
} as const;

export function sayPort(port: number): void {
  process.stdout.write(`listening ${port}\n`);
}
