// The year of liaocheng, day by day, against liaocheng.calendar.txt.
import { liaocheng } from './cities.ts';
import { tellsItsYear } from './tells.ts';

tellsItsYear(liaocheng);
