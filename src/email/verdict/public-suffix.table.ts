/**
 * Second labels under a country's top-level domain below which anybody can register (`co.uk`, `com.au`, `or.jp`): those that
 * the public suffix list has for two countries or more. A label taken for one where it is none costs an alignment, no
 * more. Separated by blanks.
 */
export const secondLevelWords =
  "ac adv agro art arts asn asso aero bib biz blog co com coop conf ed edu eco firm fin gen go gob gouv gov govt gv health hotel id idf idv in ind inf info int k12 lg ltd me med media mi mil mobi mod museum name ne net ngo nhs nic nom or org per perso plc pol police pp press priv pro rec school sch shop store tec tm tourism travel tur tv univ web wiki";

/** Domains below which a company or a club hands out names together with their DNS, or pages, to anybody, separated by blanks. */
export const privateSuffixes = {
  /** Registries of their own: CentralNic and others. */
  registries:
    "ae.org africa.com ar.com br.com cn.com co.com com.de com.ru com.se de.com eu.com eu.org gb.net gr.com hk.com hu.com hu.net in.net jp.net jpn.com kr.com mex.com net.ru no.com org.ru pp.ru qc.com ru.com ru.net sa.com se.net uk.com uk.net us.com us.org uy.com za.bz za.com za.net za.org",
  /** Names for machines whose address changes. */
  changingAddresses:
    "afraid.org cloudns.biz cloudns.cc cloudns.eu cloudns.info cloudns.org cloudns.us ddns.me ddns.net ddnss.de dedyn.io dnsalias.com dnsalias.net dnsalias.org duckdns.org dyndns.biz dyndns.info dyndns.org dyndns.tv dynu.net dynv6.net freeddns.org goip.de homedns.org homelinux.com homelinux.net homelinux.org hopto.me hopto.org myds.me myfritz.net no-ip.biz no-ip.info no-ip.org noip.me noip.us nsupdate.info selfip.com selfip.net selfip.org selfhost.eu servebbs.org spdns.de spdns.eu spdns.org synology.me sytes.net ts.net webhop.me zapto.org",
  /** Pages and applications of many customers. */
  pages:
    "appspot.com azurewebsites.net blogspot.com cloudapp.net cloudfront.net codeberg.page deno.dev firebaseapp.com fly.dev github.io gitlab.io herokuapp.com myshopify.com netlify.app onrender.com pages.dev run.app vercel.app web.app wixsite.com workers.dev",
} as const satisfies Readonly<Record<string, string>>;
