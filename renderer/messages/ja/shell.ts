import type { Messages } from '../catalogue.ts';

export const shell: Messages['shell'] = {
  title: 'Mebae',
  rooms: {
    images: '画像',
    data: 'データ',
    network: 'ネットワーク',
    train: '訓練',
    results: '結果',
    try: '分類',
  },
  rail: '画面の切り替え',
};
