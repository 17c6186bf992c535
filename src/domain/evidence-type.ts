/**
 * What a file is, by its bytes and never by its name: PDF, JPEG, PNG, Word or Excel. Everything else is refused,
 * programs, archives and documents with macros among it.
 */

export const FILE_TYPES = ['pdf', 'jpg', 'png', 'docx', 'xlsx'] as const;
export type FileType = (typeof FILE_TYPES)[number];

export const isFileType = (word: string): word is FileType =>
  (FILE_TYPES as readonly string[]).includes(word);

/** The type, or why the file is not taken, in Chinese. */
export type FileJudgement =
  | { readonly ok: true; readonly fileType: FileType }
  | { readonly ok: false; readonly why: string };

const TAKEN = '可以收 PDF、JPG、PNG、Word（docx）、Excel（xlsx）';
const no = (why: string): FileJudgement => ({ ok: false, why });
const yes = (fileType: FileType): FileJudgement => ({ ok: true, fileType });

/** Judges a whole file. */
export function judgeFile(bytes: Uint8Array): FileJudgement {
  if (bytes.length === 0) return no('文件是空的');
  // A PDF may begin with a few stray bytes; readers look for its mark in the first kilobyte.
  if (startsWith(bytes, '%PDF-')) return yes('pdf');
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return yes('jpg');
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return yes('png');
  if (startsWith(bytes, 'PK\x03\x04')) return judgeZip(bytes);
  if (startsWith(bytes, '\xd0\xcf\x11\xe0')) return no(`老版本的 Office 文件请另存为 docx、xlsx 或 PDF 再发`);
  if (startsWith(bytes, 'MZ') || startsWith(bytes, '\x7fELF')) return no(`程序文件不能作佐证；${TAKEN}`);
  if (startsWith(bytes, 'Rar!') || startsWith(bytes, '7z\xbc\xaf') || startsWith(bytes, '\x1f\x8b'))
    return no('压缩包不收，请解压后逐个发送');
  return no(`不是可以作佐证的文件类型；${TAKEN}`);
}

function judgeZip(bytes: Uint8Array): FileJudgement {
  const names = zipNames(bytes);
  if (names === null) return no('文件已损坏，请重新发送');
  if (!names.has('[content_types].xml')) return no('压缩包不收，请解压后逐个发送');
  if ([...names].some((name) => name.endsWith('vbaproject.bin')))
    return no('带宏的文件不收，请另存为不带宏的文件');
  if (names.has('word/document.xml')) return yes('docx');
  if (names.has('xl/workbook.xml')) return yes('xlsx');
  return no(`不是可以作佐证的文件类型；${TAKEN}`);
}

const END_BYTES = 22;
const COMMENT_BYTES_MAX = 65_535;
const ENTRY_BYTES = 46;

/** Names in a zip's central directory, in lower case; `null` when it has none that can be read. */
function zipNames(bytes: Uint8Array): ReadonlySet<string> | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  if (end === null) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const names = new Set<string>();
  for (let entry = 0; entry < count; entry += 1) {
    if (at + ENTRY_BYTES > bytes.length || view.getUint32(at, true) !== 0x02014b50) return null;
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const start = at + ENTRY_BYTES;
    const stop = start + (name ?? 0);
    if (stop > bytes.length) return null;
    names.add(latin(bytes.subarray(start, stop)).toLowerCase());
    at = stop + (extra ?? 0) + (comment ?? 0);
  }
  return names;
}

function endOfDirectory(view: DataView): number | null {
  const last = view.byteLength - END_BYTES;
  const first = Math.max(0, last - COMMENT_BYTES_MAX);
  for (let at = last; at >= first; at -= 1) if (view.getUint32(at, true) === 0x06054b50) return at;
  return null;
}

function startsWith(bytes: Uint8Array, mark: string): boolean {
  return bytes.length >= mark.length && latin(bytes.subarray(0, mark.length)) === mark;
}

const latin = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

/** Size for people: 820 KB, 1.4 MB. */
export function printBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** The name with the ending its bytes say, for when it is sent on. */
export function fileNameOf(name: string, fileType: FileType): string {
  const ending = `.${fileType}`;
  const has = name.toLowerCase().endsWith(ending) || (fileType === 'jpg' && /\.jpeg$/i.test(name));
  return has ? name : `${name}${ending}`;
}
