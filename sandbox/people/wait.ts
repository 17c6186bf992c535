// Waiting for a chat to look as expected, without polling: the platform tells when something changed.
import type { Platform } from '../platform.ts';
import type { ChatRef } from '../types.ts';
import { type SeenMessage, seenIn } from './seen.ts';

/** Resolves with the chat's messages once the predicate holds; rejects after `timeoutMs` (real time), quoting the chat. */
export function waitUntil(
  platform: Platform,
  chat: ChatRef,
  predicate: (messages: readonly SeenMessage[]) => boolean,
  timeoutMs: number,
): Promise<readonly SeenMessage[]> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let unwatch: () => void = () => undefined;
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      unwatch();
      finish();
    };
    const look = () => {
      try {
        const messages = seenIn(platform, chat);
        if (predicate(messages)) settle(() => resolve(messages));
      } catch (error) {
        settle(() => reject(error));
      }
    };
    timer = setTimeout(() => {
      const lines = seenIn(platform, chat).map((message) => `${message.fromName}: ${message.text}`);
      settle(() => reject(new Error(`waited ${timeoutMs} ms in vain; the chat shows:\n${lines.join('\n')}`)));
    }, timeoutMs);
    const { chatId } = platform.chat(chat);
    unwatch = platform.watch((change) => {
      if (change.kind === 'message' && change.chatId === chatId) look();
    });
    look();
  });
}

/** Resolves once none of the sources has told of anything for `quietMs`; rejects after `timeoutMs` (real time). */
export function untilQuiet(
  sources: readonly ((look: () => void) => () => void)[],
  quietMs: number,
  timeoutMs: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (end: () => void) => {
      clearTimeout(quiet);
      clearTimeout(limit);
      for (const stop of stops) stop();
      end();
    };
    const rest = () => setTimeout(() => finish(resolve), quietMs);
    const stops = sources.map((watch) =>
      watch(() => {
        clearTimeout(quiet);
        quiet = rest();
      }),
    );
    const limit = setTimeout(
      () => finish(() => reject(new Error(`still moving after ${timeoutMs} ms`))),
      timeoutMs,
    );
    let quiet = rest();
  });
}
