// The year of sanming, day by day, against sanming.calendar.txt.
import { sanming } from './cities.ts';
import { tellsItsYear } from './tells.ts';

tellsItsYear(sanming);
