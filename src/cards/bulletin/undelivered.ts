/** For the office: whose copy of a bulletin could not be delivered, and what to do about it. */
import type { Card } from '../../card.ts';
import { periodOfFigures } from '../../domain/month-figures.ts';
import { plain, quiet, sayButton, warning } from '../show.ts';
import { bulletinTitle, type Receipts, type Titled } from './bulletin.ts';

const NAMES_MAX = 30;

export function undeliveredCard(figures: Titled, { failed, unbound, sent }: Receipts): Card {
  const title = bulletinTitle(figures);
  const more = failed.length > NAMES_MAX ? [`另有 ${failed.length - NAMES_MAX} 个`] : [];
  return {
    title: `${title}：${failed.length} 份没有送达`,
    tone: 'overdue',
    summary: `${title}有 ${failed.length} 份没有送达`,
    body: [
      plain(`已送达个人 ${sent} 份；以下没有送达：`),
      warning([...failed.slice(0, NAMES_MAX), ...more].join('\n')),
      ...(unbound.length === 0
        ? []
        : [plain(`没有绑定飞书、没有发送：${unbound.slice(0, NAMES_MAX).join('、')}`)]),
      quiet('请另行告知；停放的可以在「发件箱」里看原因、重发或作废。'),
      {
        el: 'buttons',
        buttons: [
          sayButton('查看这一期', 'bulletin', periodOfFigures(figures).key, 'primary'),
          sayButton('打开发件箱', 'outbox'),
        ],
      },
    ],
  };
}
