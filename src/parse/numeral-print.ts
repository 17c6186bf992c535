// Whole numbers in Chinese numerals, the inverse of reading them.

/** A whole number 0 … 10^16 in Chinese numerals: 105 → 一百零五. */
export function printChinese(value: number): string {
  if (value === 0) return '零';
  const section = (part: number): string => {
    let out = '';
    let zero = false;
    for (const [unit, name] of [
      [1000, '千'],
      [100, '百'],
      [10, '十'],
      [1, ''],
    ] as const) {
      const digit = Math.floor(part / unit) % 10;
      if (digit === 0) zero = out !== '';
      else {
        out += `${zero ? '零' : ''}${'零一二三四五六七八九'.charAt(digit)}${name}`;
        zero = false;
      }
    }
    return out;
  };
  let out = '';
  let gap = false;
  for (const [unit, name] of [
    [1e12, '万亿'],
    [1e8, '亿'],
    [1e4, '万'],
    [1, ''],
  ] as const) {
    const part = Math.floor(value / unit) % 10_000;
    if (part === 0) {
      gap = out !== '';
      continue;
    }
    // 一万亿零五亿 is written 一万零五亿: the 亿 is said once.
    if (name === '亿' && out.endsWith('亿')) out = out.slice(0, -1);
    out += `${out !== '' && (gap || part < 1000) ? '零' : ''}${section(part)}${name}`;
    gap = false;
  }
  return out.replace(/^一十/, '十');
}
