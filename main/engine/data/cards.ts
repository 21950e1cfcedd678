import type { DatasetId, DatasetInfo } from '../../../preload/contract.ts';

const digits = Array.from({ length: 10 }, (_, digit) => String(digit));

/** `bytes` is the size of the four files as shipped (gzip). */
export const cards: Record<DatasetId, DatasetInfo> = {
  mnist: {
    id: 'mnist',
    height: 28,
    width: 28,
    channels: 1,
    classes: 10,
    training: 60_000,
    validation: 10_000,
    bytes: 11_369_320,
    labels: { en: digits, ja: digits },
    source: 'MNIST database of handwritten digits, Yann LeCun and Corinna Cortes',
    licence: 'CC BY-SA 3.0',
  },
  'fashion-mnist': {
    id: 'fashion-mnist',
    height: 28,
    width: 28,
    channels: 1,
    classes: 10,
    training: 60_000,
    validation: 10_000,
    bytes: 30_878_551,
    labels: {
      en: [
        'T-shirt/top',
        'Trouser',
        'Pullover',
        'Dress',
        'Coat',
        'Sandal',
        'Shirt',
        'Sneaker',
        'Bag',
        'Ankle boot',
      ],
      ja: [
        'Tシャツ/トップス',
        'ズボン',
        'プルオーバー',
        'ドレス',
        'コート',
        'サンダル',
        'シャツ',
        'スニーカー',
        'バッグ',
        'アンクルブーツ',
      ],
    },
    source: 'Fashion-MNIST, Zalando Research',
    licence: 'MIT, © 2017 Zalando SE',
  },
};
