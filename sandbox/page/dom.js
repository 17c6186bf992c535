// Making elements. Text always goes in as text, so nothing anybody typed can become markup.

/** Makes an element: properties, then children (strings become text nodes; null and false are left out). */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (key === 'class') node.className = value;
    else if (key in node && !key.startsWith('aria')) node[key] = value;
    else node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** An http(s) address, or nothing: other schemes never become links. */
export function safeUrl(url) {
  return /^https?:\/\//i.test(url ?? '') ? url : null;
}

const clockFormat = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

/** An instant as people read it, Beijing time. */
export function clockText(ms) {
  return clockFormat.format(ms);
}
