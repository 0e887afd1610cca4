import type { Words } from './words.ts';

/** Places that are watched. */
export const placesWords = {
  title: { en: 'Watched places', ja: '監視中の場所' },
  help: {
    en: 'Folders, buckets and queues that the configuration names. They are read again and again.',
    ja: '設定で指定したフォルダー、バケット、キューです。繰り返し読み込みます。',
  },
  empty: { en: 'Nothing is watched yet', ja: '監視中の場所はありません' },
  emptyHelp: {
    en: 'The guide below sets up a bucket and a queue, so that logs come by themselves.',
    ja: '下の手順でバケットとキューを設定すると、ログを継続的に取り込めます。',
  },
  address: { en: 'Place', ja: '場所' },
  folder: { en: 'Folder', ja: 'フォルダー' },
  bucket: { en: 'Bucket', ja: 'バケット' },
  queue: { en: 'Queue', ja: 'キュー' },
  files: { en: 'Files', ja: 'ファイル数' },
  delivery: { en: 'Last delivery', ja: '最後の取り込み' },
  look: { en: 'Last look', ja: '最後の確認' },
} satisfies Words;
