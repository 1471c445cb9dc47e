/**
 * X-MICROSOFT-CDO-TZID, the numbers of Exchange 2000 to 2003 (CdoTimeZoneId): the index is the number. 2 stands for
 * Lisbon and for Sarajevo, both: a number counts only where the rules beside it agree.
 */
export const exchangeTable = [
  "Etc/UTC,Europe/London,Europe/Lisbon,Europe/Paris,Europe/Berlin,Europe/Bucharest,Europe/Prague,Europe/Athens",
  "America/Sao_Paulo,America/Halifax,America/New_York,America/Chicago,America/Denver,America/Los_Angeles",
  "America/Anchorage,Pacific/Honolulu,Pacific/Pago_Pago,Pacific/Auckland,Australia/Brisbane,Australia/Adelaide",
  "Asia/Tokyo,Asia/Singapore,Asia/Bangkok,Asia/Kolkata,Asia/Dubai,Asia/Tehran,Asia/Baghdad,Asia/Jerusalem",
  "America/St_Johns,Atlantic/Azores,America/Noronha,Africa/Monrovia,America/Argentina/Buenos_Aires,America/La_Paz",
  "America/Indiana/Indianapolis,America/Bogota,America/Regina,America/Mexico_City,America/Phoenix,Etc/GMT+12",
  "Pacific/Fiji,Asia/Magadan,Australia/Hobart,Pacific/Guam,Australia/Darwin,Asia/Shanghai,Asia/Novosibirsk",
  "Asia/Karachi,Asia/Kabul,Africa/Cairo,Africa/Harare,Europe/Moscow,,Atlantic/Cape_Verde,Asia/Yerevan",
  "America/Guatemala,Africa/Nairobi,Australia/Sydney,Asia/Yekaterinburg,Europe/Kyiv,America/Nuuk,Asia/Yangon",
  "Asia/Kathmandu,Asia/Irkutsk,Asia/Krasnoyarsk,America/Santiago,Asia/Colombo,Pacific/Tongatapu,Asia/Vladivostok",
  "Africa/Lagos,Asia/Yakutsk,Asia/Dhaka,Asia/Seoul,Australia/Perth,Asia/Riyadh,Asia/Taipei,Australia/Sydney",
] as const satisfies readonly string[];
