/** The app every program of the bench believes to be: secrets of no value, the same for all. */
export const identity = {
  appId: 'cli_be0c4be0c4be0c40',
  appSecret: 'bench-app-secret',
  encryptKey: 'bench-encrypt-key-0123456789',
  verificationToken: 'bench-verification-token',
  tenantKey: 'bench_tenant',
  selfOpenId: 'ou_bench_assistant',
} as const;

/** What every child reads from its environment, as the service itself does. */
export function identityEnv(): Record<string, string> {
  return {
    FEISHU_APP_ID: identity.appId,
    FEISHU_APP_SECRET: identity.appSecret,
    FEISHU_ENCRYPT_KEY: identity.encryptKey,
    FEISHU_VERIFICATION_TOKEN: identity.verificationToken,
    DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
  };
}
