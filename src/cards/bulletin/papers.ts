/** 下载Word, 下载Excel under a signed bulletin. */
import type { Element } from '../../card.ts';

/** @param id the publication's. */
export const paperButtons = (id: string): Element => ({
  el: 'buttons',
  buttons: [
    { label: '下载Word', press: { command: 'bulletin', action: 'word', args: { id } } },
    { label: '下载Excel', press: { command: 'bulletin', action: 'excel', args: { id } } },
  ],
});
