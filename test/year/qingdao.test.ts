// The year of qingdao, day by day, against qingdao.calendar.txt.
import { qingdao } from './cities.ts';
import { tellsItsYear } from './tells.ts';

tellsItsYear(qingdao);
