// Times and names as people read them.

const clockFormat = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});
const longFormat = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

/** An instant as people read it, Beijing time. */
export function clockText(ms: number): string {
  return clockFormat.format(ms);
}

const dayFormat = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
});
const hourFormat = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

/** As the list of conversations has it: the hour of today, the day of another. */
export function listTime(ms: number, now: number): string {
  const day = dayFormat.format(ms);
  return day === dayFormat.format(now) && Math.abs(now - ms) < 86_400_000 ? hourFormat.format(ms) : day;
}

/** The same with year and weekday. */
export function longText(ms: number): string {
  return longFormat.format(ms);
}

/** `YYYY-MM-DDTHH:mm` of an instant in Beijing, as date inputs want it. */
export function localInput(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16);
}

/** The instant of such a text; NaN when it is none. */
export function instantOf(local: string): number {
  return Date.parse(`${local}:00+08:00`);
}

/** An http(s) or AppLink address, or nothing: other schemes never become links. */
export function safeUrl(url: string): string | undefined {
  return /^https?:\/\//i.test(url) ? url : undefined;
}

/** The first line, cut. */
export function firstLine(text: string, charsMax = 40): string {
  const line = text.split('\n')[0] ?? '';
  return line.length > charsMax ? `${line.slice(0, charsMax)}…` : line;
}

/** The last two characters of a Chinese name, the initials of others: what stands in an avatar. */
export function initials(name: string): string {
  return /^[\x20-\x7e]+$/.test(name) ? name.slice(0, 2).toUpperCase() : name.slice(-2);
}

/** One of eight avatar grounds, always the same for one id. */
export function groundOf(id: string): number {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 997;
  return sum % 8;
}
