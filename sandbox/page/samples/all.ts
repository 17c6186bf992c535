// Every specimen of the gallery, in the order it shows them.
import { dataSamples } from './data.ts';
import { inputSamples } from './input.ts';
import { layoutSamples } from './layout.ts';
import { type Sample, sample } from './parts.ts';
import { textSamples } from './text.ts';

/** All specimens; `person` is somebody of the tenant. */
export function samples(person: string): Sample[] {
  return [
    ...textSamples(),
    ...layoutSamples(person),
    ...inputSamples(person),
    ...dataSamples(),
    sample('audio', [{ tag: 'audio', file_key: 'file_x' }]),
    sample('不认识的组件', [{ tag: 'hologram', content: '…' }]),
  ];
}
