// The vocabulary the sentence table is read with: Sanming's 433 industries, its counties and some source channels.
import type { LeadWords } from '../../src/parse/lead.ts';

/** Words of a sample city. 新城 is ambiguous on purpose. */
export const WORDS: LeadWords = {
  industries: [
    {
      id: 'steel',
      label: '钢铁与装备制造',
      words: ['钢铁', '装备制造', '机械', '铸造', '重机', '汽车零部件', '机器人'],
    },
    {
      id: 'newmat',
      label: '新材料',
      words: [
        '石墨烯',
        '石墨',
        '氟新材料',
        '稀土',
        '锂电',
        '负极材料',
        '电池',
        '碳纤维',
        '动力电池',
        '储能电池',
      ],
    },
    { id: 'tour', label: '文旅康养', words: ['文旅', '旅游', '康养', '民宿', '酒店', '养老'] },
    { id: 'agri', label: '特色现代农业', words: ['农业', '食品加工', '茶叶', '预制菜', '养殖'] },
    { id: 'build', label: '新型建材', words: ['建材', '水泥', '陶瓷', '装配式建筑'] },
    { id: 'textile', label: '高端纺织', words: ['纺织', '服装', '化纤', '印染'] },
    { id: 'seed', label: '现代种业', words: ['种业', '制种', '种苗'] },
    { id: 'digital', label: '数字信息', words: ['数字经济', '大数据', '数据中心', '软件', '芯片', '半导体'] },
    { id: 'bio', label: '生物医药', words: ['医药', '中药', '制药', '医疗器械', '疫苗'] },
    { id: 'construction', label: '建筑', words: ['建筑业'] },
  ],
  units: [
    { id: 'sanyuan', name: '三元区', aliases: ['三元'] },
    { id: 'shaxian', name: '沙县区', aliases: ['沙县'] },
    { id: 'yongan', name: '永安市', aliases: ['永安'] },
    { id: 'mingxi', name: '明溪县', aliases: ['明溪'] },
    { id: 'qingliu', name: '清流县', aliases: ['清流'] },
    { id: 'ninghua', name: '宁化县', aliases: ['宁化'] },
    { id: 'jianning', name: '建宁县', aliases: ['建宁'] },
    { id: 'taining', name: '泰宁县', aliases: ['泰宁'] },
    { id: 'jiangle', name: '将乐县', aliases: ['将乐'] },
    { id: 'youxi', name: '尤溪县', aliases: ['尤溪'] },
    { id: 'datian', name: '大田县', aliases: ['大田'] },
    { id: 'shengtai', name: '生态新城管委会', aliases: ['生态新城', '新城'] },
    { id: 'jingkai', name: '三明经济开发区', aliases: ['经开区', '三明经开区', '新城'] },
    { id: 'swj', name: '商务局', aliases: ['市商务局'] },
    { id: 'fgw', name: '发改委', aliases: ['市发改委'] },
  ],
  channels: [
    { id: 'leader', label: '领导会见', words: ['会见', '领导推荐', '书记带队'] },
    { id: 'chamber', label: '商会', words: ['商会', '协会'] },
    { id: 'agent', label: '中介', words: ['中介', '中介机构'] },
    { id: 'enterprise', label: '以商招商', words: ['老客户介绍', '企业推荐'] },
    { id: 'fair', label: '推介会', words: ['投洽会', '招商会', '推介会'] },
    { id: 'walkin', label: '来访', words: ['上门', '主动来访'] },
    { id: 'native', label: '在外人士', words: ['乡贤', '老乡'] },
  ],
  cityNames: ['三明市', '三明'],
};
