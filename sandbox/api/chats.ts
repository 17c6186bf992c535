// Groups as the bot sees them: list, one, members, create.
import { arrayAt, compact, type JsonObject, textAt } from '../json.ts';
import type { Chat } from '../types.ts';
import type { Answer, Call, Operation } from './call.ts';
import { pageOf } from './paging.ts';
import { ApiRefusal } from './refusal.ts';

function named(call: Call): Chat {
  const chat = call.world.platform.chats.get(call.params['chat_id'] ?? '');
  if (chat === undefined) throw new ApiRefusal(232006, 'Your request specifies a chat_id which is invalid.');
  if (chat.dissolved)
    throw new ApiRefusal(232009, 'Your request specifies a chat which has already been dissolved.');
  if (!chat.botIn) throw new ApiRefusal(232011, 'Operator can NOT be out of the chat.');
  return chat;
}

function list(call: Call): Answer {
  const { platform } = call.world;
  const groups = [...platform.chats.values()].filter(
    (chat) => chat.mode === 'group' && chat.botIn && !chat.dissolved,
  );
  const page = pageOf(groups, call.query, 100);
  const items = page.items.map((chat) =>
    compact({
      chat_id: chat.chatId,
      avatar: '',
      name: chat.name,
      description: '',
      owner_id: chat.ownerId,
      owner_id_type: 'open_id',
      external: false,
      tenant_key: platform.app.tenantKey,
      chat_status: 'normal',
    }),
  );
  return { data: { ...page.rest, items } };
}

function one(call: Call): Answer {
  const chat = named(call);
  const data: JsonObject = compact({
    avatar: '',
    name: chat.name,
    description: '',
    owner_id: chat.ownerId,
    owner_id_type: chat.ownerId === undefined ? undefined : 'open_id',
    chat_mode: chat.mode,
    chat_type: 'private',
    chat_tag: 'inner',
    user_count: String(chat.memberIds.length),
    bot_count: '1',
    at_all_permission: chat.atAllAllowed ? 'all_members' : 'only_owner',
    moderation_permission: 'all_members',
    external: false,
    tenant_key: call.world.platform.app.tenantKey,
    chat_status: 'normal',
  });
  return { data };
}

function members(call: Call): Answer {
  const { platform } = call.world;
  const chat = named(call);
  const page = pageOf(chat.memberIds, call.query, 100);
  const items = page.items.map((openId) => ({
    member_id_type: 'open_id',
    member_id: openId,
    name: platform.people.get(openId)?.name ?? '',
    tenant_key: platform.app.tenantKey,
  }));
  return { data: { ...page.rest, items, member_total: chat.memberIds.length } };
}

function create(call: Call): Answer {
  const { platform } = call.world;
  const ids = arrayAt(call.body, 'user_id_list').map(String);
  if (ids.length > 50) throw new ApiRefusal(232001, 'Your request contains an invalid request parameter.');
  const known = ids.filter((id) => platform.people.has(id));
  const chat = platform.addChat(textAt(call.body, 'name') || '(未命名)', known);
  return {
    data: {
      chat_id: chat.chatId,
      name: chat.name,
      owner_id: chat.ownerId ?? '',
      external: false,
      tenant_key: platform.app.tenantKey,
    },
  };
}

/** All of them. */
export const chatOperations: readonly Operation[] = [
  { method: 'GET', path: '/im/v1/chats', run: list },
  { method: 'POST', path: '/im/v1/chats', run: create },
  { method: 'GET', path: '/im/v1/chats/:chat_id', run: one },
  { method: 'GET', path: '/im/v1/chats/:chat_id/members', run: members },
];
