/**
 * Zone → the places that stand for it in names that people read: Windows', Outlook's and Exchange's lists ("Amsterdam,
 * Berlin, Bern, Rome, Stockholm, Vienna"), also those of older versions, and what other languages call places that the
 * CLDR has no name of. Folded (`foldName`), separated by semicolons. A place may stand in two lists: the majority decides.
 */
export const placeTable = {
  "Africa/Johannesburg": "harare;pretoria",
  "Africa/Lagos":
    "west central africa;w central africa;west zentralafrika;westliches zentralafrika;afrique centrale ouest;afrique centrale de l ouest;africa central occidental;africa centrale occidentale;west centraal afrika;africa centro ocidental",
  "America/Adak": "aleutian islands;aleuten;iles aleoutiennes;islas aleutianas;isole aleutine;ilhas aleutas",
  "America/Anchorage": "alaska;alasca",
  "America/Argentina/Buenos_Aires": "buenos aires;city of buenos aires;ciudad de buenos aires",
  "America/Bahia": "salvador",
  "America/Bogota": "bogota;lima;quito;rio branco",
  "America/Cancun": "chetumal",
  "America/Cayenne": "cayenne;fortaleza",
  "America/Chicago":
    "central time us canada;central time;us central;central us;hora central;hora central ee uu y canada;centre e u et canada;fuso centrale;central time usa kanada",
  "America/Denver":
    "mountain time us canada;mountain time;us mountain time;montagnes rocheuses e u et canada;hora de las montanas rocosas ee uu y canada;mountain time usa kanada",
  "America/Grand_Turk": "turks and caicos",
  "America/Guatemala":
    "central america;mittelamerika;zentralamerika;amerique centrale;america central;centroamerica;america centrale;midden amerika;centraal amerika",
  "America/Halifax":
    "atlantic time canada;atlantic time;atlantik kanada;heure de l atlantique canada;hora del atlantico canada;fuso atlantico canada;hora do atlantico canada",
  "America/Indiana/Indianapolis":
    "indiana east;indiana ost;indiana est;indiana este;indiana oost;indiana leste",
  "America/La_Paz": "georgetown;la paz;manaus;san juan;caracas",
  "America/Los_Angeles":
    "pacific time us canada;pacific time;us pacific;pacific us;pacifique e u et canada;hora del pacifico ee uu y canada;fuso pacifico;pacific time usa kanada",
  "America/Mazatlan": "la paz;mazatlan;chihuahua",
  "America/Mexico_City": "guadalajara;mexico city;monterrey",
  "America/Miquelon": "saint pierre and miquelon",
  "America/New_York":
    "eastern time us canada;eastern time;us eastern time;eastern us;est e u et canada;hora del este ee uu y canada;fuso orientale;eastern time usa kanada",
  "America/Nuuk": "greenland;gronland;groenland;groenlandia;gronelandia",
  "America/Phoenix": "arizona",
  "America/Port-au-Prince": "haiti",
  "America/Regina": "saskatchewan",
  "America/Sao_Paulo": "brasilia;brasil;brasilien;brazil",
  "America/St_Johns": "newfoundland;neufundland;terre neuve;terranova;terra nova;newfoundland and labrador",
  "America/Tijuana": "baja california;tijuana baja california",
  "America/Whitehorse": "yukon",
  "Asia/Almaty": "astana;nur sultan;астана",
  "Asia/Bangkok": "bangkok;hanoi;jakarta",
  "Asia/Barnaul": "barnaul;gorno altaysk",
  "Asia/Colombo": "sri jayawardenepura;sri jayawardenapura;sri jayewardenepura kotte",
  "Asia/Dhaka": "dhaka",
  "Asia/Dubai": "abu dhabi;muscat;abou dabi;abou dhabi;mascate;maskat;muskat;mascat",
  "Asia/Hebron": "gaza;hebron",
  "Asia/Irkutsk": "irkutsk;ulaan bataar",
  "Asia/Kamchatka": "anadyr;petropavlovsk kamchatsky;petropavlovsk kamchatsky old",
  "Asia/Karachi": "islamabad;karachi",
  "Asia/Kolkata":
    "chennai;kolkata;mumbai;new delhi;madras;bombay;calcutta;neu delhi;nueva delhi;nuova delhi;nieuw delhi;nova deli;nova delhi;india",
  "Asia/Novosibirsk": "almaty;novosibirsk",
  "Asia/Riyadh": "kuwait;riyadh;koweit;koeweit;kuweit;ryad;riad",
  "Asia/Shanghai":
    "beijing;chongqing;hong kong;urumqi;hong kong sar;pekin;peking;pechino;pequim;hongkong;chungking;北京;重庆;香港特别行政区;乌鲁木齐;重慶;北京市",
  "Asia/Singapore": "kuala lumpur;singapore",
  "Asia/Srednekolymsk": "chokurdakh",
  "Asia/Tashkent": "ashgabat;tashkent",
  "Asia/Tokyo": "osaka;sapporo;tokyo;大阪;札幌;東京",
  "Asia/Yangon": "yangon rangoon",
  "Asia/Yekaterinburg": "ekaterinburg",
  "Asia/Yerevan": "baku;tbilisi;yerevan",
  "Atlantic/Cape_Verde":
    "cabo verde is;cape verde is;cabo verde;kap verde;iles du cap vert;kaapverdische eilanden",
  "Atlantic/Reykjavik": "monrovia;reykjavik;casablanca",
  "Australia/Hobart": "tasmania",
  "Australia/Lord_Howe": "lord howe island",
  "Australia/Sydney": "canberra;melbourne;sydney",
  "Etc/GMT+12": "international date line west;eniwetok;kwajalein;internationale datumsgrenze west",
  "Etc/GMT+2": "mid atlantic;mid atlantic old",
  "Etc/UTC":
    "coordinated universal time;koordinierte weltzeit;temps universel coordonne;temps universal coordinado;tiempo universal coordinado;hora universal coordinada;ora coordinata universale;gecoordineerde wereldtijd;tempo universal coordenado;universal time;greenwich mean time",
  "Europe/Astrakhan": "astrakhan;ulyanovsk",
  "Europe/Berlin":
    "amsterdam;berlin;bern;rome;stockholm;vienna;berne;berna;mitteleuropaische zeit;mitteleuropaische standardzeit;western central europe;central european time;heure d europe centrale;hora de europa central;ora dell europa centrale;midden europese tijd;hora da europa central;heure deurope centrale;ora delleuropa centrale;centraleuropeisk tid;centraleuropæisk tid;sentraleuropeisk tid;keski euroopan aika;czas srodkowoeuropejski;stredoevropsky cas;центральная европа;中央ヨーロッパ時間;중부유럽 시간",
  "Europe/Bucharest":
    "athens;bucharest;istanbul;minsk;osteuropaische zeit;eastern european time;heure deurope de lest;hora de europa oriental;ora delleuropa orientale;oost europese tijd;hora da europa oriental;osteuropeisk tid;østeuropæisk tid;østeuropeisk tid;ita euroopan aika;czas wschodnioeuropejski;vychodoevropsky cas;восточная европа;東ヨーロッパ時間;동유럽 시간",
  "Europe/Budapest": "belgrade;bratislava;budapest;ljubljana;prague",
  "Europe/Kyiv": "helsinki;kyiv;kiev;riga;sofia;tallinn;vilnius",
  "Europe/Lisbon":
    "western european time;westeuropaische zeit;heure deurope de louest;hora de europa occidental;ora delleuropa occidentale;west europese tijd;hora da europa ocidental;vasteuropeisk tid;vesteuropæisk tid;vesteuropeisk tid;lansi euroopan aika;czas zachodnioeuropejski;zapadoevropsky cas;западная европа;西ヨーロッパ時間;서유럽 시간",
  "Europe/London":
    "dublin;edinburgh;lisbon;london;edimbourg;edimburgo;edinburg;edinburgo;britische zeit;british time",
  "Europe/Moscow":
    "moscow;st petersburg;volgograd;saint petersbourg;san petersburgo;san pietroburgo;sint petersburg;sao petersburgo;sankt petersburg;st petersbourg;москва;санкт петербург",
  "Europe/Paris": "brussels;copenhagen;madrid;paris",
  "Europe/Samara": "izhevsk;samara",
  "Europe/Warsaw": "sarajevo;skopje;warsaw;zagreb;sofija;vilnius",
  "Indian/Mauritius": "port louis",
  "Pacific/Apia": "samoa",
  "Pacific/Auckland": "auckland;wellington",
  "Pacific/Bougainville": "bougainville island",
  "Pacific/Chatham": "chatham islands",
  "Pacific/Easter":
    "easter island;osterinsel;ile de paques;isla de pascua;isola di pasqua;paaseiland;ilha de pascoa",
  "Pacific/Fiji": "fiji;kamchatka;marshall is",
  "Pacific/Guadalcanal":
    "solomon is;new caledonia;solomon islands;salomonen;iles salomon;islas salomon;isole salomone;salomonseilanden;ilhas salomao;neukaledonien;nouvelle caledonie;nueva caledonia;nuova caledonia;nieuw caledonie;nova caledonia",
  "Pacific/Honolulu": "hawaii;hawai;havai",
  "Pacific/Kiritimati": "kiritimati island",
  "Pacific/Marquesas": "marquesas islands",
  "Pacific/Norfolk": "norfolk island",
  "Pacific/Pago_Pago": "midway island;samoa",
  "Pacific/Port_Moresby": "guam;port moresby",
  "Pacific/Tongatapu": "nukualofa",
} as const satisfies Record<string, string>;
