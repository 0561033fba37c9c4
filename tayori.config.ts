import type { Config } from 'tayori';

export default {
  site: {
    title: '週刊みなと経済',
    url: 'https://minato-keizai.example',
    description: '港町から読み解く、投資と技術の一週間。',
    author: 'みなと経済編集部',
  },
  organisation: {
    name: '株式会社みなと経済',
    address: '〒231-0000 神奈川県横浜市中区見本町1-2-3',
    contact: 'hello@minato-keizai.example',
  },
  categories: [
    { name: '投資分析', slug: 'investment', label: 'ANALYSIS' },
    { name: '業界動向', slug: 'industry', label: 'INDUSTRY' },
    { name: '技術解説', slug: 'technology', label: 'TECHNOLOGY' },
    { name: '編集部より', slug: 'editors', label: 'FROM THE EDITORS' },
  ],
  mail: {
    from: { name: '週刊みなと経済', address: 'letter@minato-keizai.example' },
    unsubscribe: 'leave@minato-keizai.example',
  },
  web: { url: 'https://letter.minato-keizai.example' },
} satisfies Config;
