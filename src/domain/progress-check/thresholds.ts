/**
 * From where on a figure looks odd 疑点. No city's text says; every one is 系统默认 and is printed as such. A doubt asks
 * for a look; it refuses nothing and changes nothing.
 */

/** In ten-thousandths of the measure's unit (元 for 万元): 1万 = 10,000. */
const WAN = 10_000;

export const THRESHOLDS = {
  /** 突增: the month's increment is at least this … */
  jumpUnitsMin: 1_000 * WAN,
  /** … and more than so many times the mean of the months before, of which there are at least … */
  jumpTimes: 5,
  jumpHistoryMin: 3,
  /** … looking back at most so many reports. */
  historyMax: 6,
  /** 对照计划: one month brings more than this share of the total investment, in percent, and at least … */
  planSharePct: 50,
  planUnitsMin: 5_000 * WAN,
  /** 整数: one digit and then zeros, from this on. */
  roundUnitsMin: 1_000 * WAN,
  /** 骤减: the increment is below this share of the mean, in percent, where the mean is at least … */
  dropSharePct: 10,
  dropMeanUnitsMin: 500 * WAN,
  /** 超总投资: tolerated above a total given as 约, in percent. */
  approxPct: 10,
  /** 累计下降 of less than this is let be (rounding). */
  fallUnitsMin: 1 * WAN,
  /** 连续不变: so many months with the same figure. */
  sameMonths: 3,
} as const;

/** One line for the foot of a card. */
export const THRESHOLDS_SAID =
  '疑点标准为系统默认：单月新增≥1000万且超过前几个月平均的5倍；单月新增≥5000万且超过总投资一半；≥1000万的整数；' +
  '新增不到平均的一成；连续3个月相同；累计下降；超总投资；退出后、签约前有数。疑点只提示，不影响计数。';
