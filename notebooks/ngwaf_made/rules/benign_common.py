"""What benign texts of several kinds share: words, names, numbers, dates, tokens, hosts, URLs."""

RULES = r"""
word = account update order select table group summer winter blue green report invoice delivery union insert market drop value house garden script editor cast water create street school where from having exec night morning between travel price review like system user admin music video object window document cookie location alert image source class style world people country database query server client index shell command file download include require echo cat node about after again album anchor apple archive area article artist asset author avatar baby back badge bag balance band bank banner base basket beach bed best bike bill bird black blog board body book boot border bottle box brand bread bridge brown budget build button cable cache cake call camera camp campaign card care cart case catalog category center chair change channel chart chat check child choice city clean click clock close cloud club coat code coffee color comment company compare confirm contact content control cook copy corner cost count course cover credit cross cup current custom customer dance dark data date day deal dealer default delete demo desk detail device digital dinner direct discount display doctor dog domain door draft dress drive drum east edit email empty end engine entry error escape event example expert export face family farm fashion feature feed field filter final find fire first fish flag flight floor flow flower food foot form forum frame free friend front fruit fuel full function game gift girl glass global gold good grade grand gray grid ground guest guide hair hand happy head health heart height help hidden high hill history home horse hotel hour icon idea import info inner input iron item jacket job join july key kids king kitchen label lake lamp land language laptop large last late layout lead leaf league leather left legal length lens letter level library life light limit line link lion list little live load local lock login logo long look lunch mail main manager map mark master match media member memory menu message metal meta milk mind mini mobile model money month moon mountain mouse movie name native nature network news next nice noise north note notice number ocean offer office offset old online open option orange origin outdoor outlet owner pack page paint panel paper parent park part partner party pass password path pattern payment pen phone photo piano pick picture pink pipe place plan plant plate play player plus pocket point policy pool pop popular post power premium press print private process product profile project promo public purple quality quick quote radio rain random range rate read ready recent recipe record red region register release remote rent reply request reset result return ride right ring river road rock role room root rose round route row rule run safe sale salt sample sand save scale scene score screen script sea search season seat second section secure select self send senior series service session set setting share sheet ship shirt shoe shop short show sign silver simple single site size skin sky sleep small snow social soft solar song sort sound south space special speed sport spring square stage star start state station status steel step stock stone store storm story style submit success sugar suit summary sun support switch symbol table tag task tax tea team tech template tennis term test text theme ticket time title today token tool top topic total touch tour town toy track trade traffic train travel tree trend trial truck true truncate type under unit update upload usage valley value van vehicle version view village vintage visit visitor voice volume vote wall watch water wave weather web wedding week weight west wheel white wide widget width wild wind wine wing winter wireless wish woman wood work wrap yard year yellow young zone
n1 = 1 2 3 4 5 6 7 8 9 10 12 15 20 24 30 50 100
num = «n1» «n1» «nz»«digit(1)» «nz»«digit(2)» «nz»«digit(3-5)» «nz»«digit(6-9)» 0 1
nz = 1 2 3 4 5 6 7 8 9
dec = «digit(1)».«digit(1-3)» «nz»«digit(0-2)».«digit(2)» 0.«digit(2-17)» -«digit(1)».«digit(2)»
bool = true false
mm = 01 02 03 04 05 06 07 08 09 10 11 12
dd = 01 02 03 05 07 08 09 10 11 13 14 16 17 19 20 22 23 25 26 28
hh = 00 01 03 05 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23
mi = 00 01 04 05 09 10 12 15 18 21 25 27 30 33 36 41 45 48 52 57 59
yyyy = 1998 2008 2012 2015 2018 2019 2020 2021 2022 2023 2024 2025
weekday = Mon Tue Wed Thu Fri Sat Sun
month = Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec
date = «yyyy»-«mm»-«dd» «dd»/«mm»/«yyyy» «mm»/«dd»/«yyyy» «dd».«mm».«yyyy» «yyyy»/«mm»/«dd» «yyyy»«mm»«dd»
time = «hh»:«mi» «hh»:«mi»:«mi» «hh»:«mi»:«mi».«digit(3)»
iso = «yyyy»-«mm»-«dd»T«hh»:«mi»:«mi»Z «yyyy»-«mm»-«dd»T«hh»:«mi»:«mi».«digit(3)»Z «yyyy»-«mm»-«dd»T«hh»:«mi»:«mi»+0«n1»:00 «yyyy»-«mm»-«dd»T«hh»:«mi»:«mi».«digit(6)»Z
httpdate:
  «weekday», «dd» «month» «yyyy» «hh»:«mi»:«mi» GMT
jsdate:
  «weekday» «month» «dd» «yyyy» «hh»:«mi»:«mi» GMT+0«n1»00 (Central European Standard Time)
  «weekday» «month» «dd» «yyyy» «hh»:«mi»:«mi» GMT-0500 (Eastern Standard Time)
ts = 1«digit(9)»
tsms = 1«digit(12)»
uuid = «hex(8)»-«hex(4)»-4«hex(3)»-«hex(4)»-«hex(12)» «hex(8)»-«hex(4)»-«hex(4)»-«hex(4)»-«hex(12)»
hash = «hex(32)» «hex(40)» «hex(64)» «hex(8)» «hex(20)» «lowdigit(8)» «token(11)»
jwt = eyJ«alnum(17-33)».eyJ«alnum(60-200)».«token(43)» «jwtpart|b64url».«jwtbody|b64url».«token(43)»
jwtpart:
  {"alg":"HS256","typ":"JWT"}
  {"alg":"RS256","kid":"«token(20)»","typ":"JWT"}
jwtbody:
  {"sub":"«uuid»","email":"«email»","iat":«ts»,"exp":«ts»,"iss":"https://«host»/","aud":["«uuid»","https://«host»/userinfo"],"scope":"openid profile email"}
  {"user":{"id":«num»,"role":"«word»"},"exp":«ts»}
ip = «nz»«digit(1)».«digit(2)».«nz»«digit(1)».«digit(2)» 10.0.«digit(1)».«digit(2)» 192.168.«digit(1)».«digit(2)» 84.«nz»«digit(1)».«digit(2)».1«digit(2)»
ipv6 = 2001:db8:«hex(4)»:«hex(4)»::«hex(2)» fe80::«hex(4)»:«hex(4)»:«hex(4)»:«hex(4)» 2a02:«hex(4)»:«hex(4)»:«hex(4)»:«hex(4)»:«hex(4)»:«hex(4)»:«hex(4)»
port = 80 443 3000 5000 8000 8080 8081 8443 9000 «nz»«digit(3)»
nearby = localhost localhost:«port» 127.0.0.1 127.0.0.1:«port» [::1]:«port» 192.168.«digit(1)».«nz»«digit(1)» 192.168.«digit(1)».«nz»«digit(1)»:«port» 10.«nz»«digit(1)».«digit(1)».«digit(1)»:«port» «ip»:«port» «word» «word»:«port» «word».local «word».internal:«port» «word»-«word»:«port» www.«label».«tld»:«port»
lang = en de fr es it pt nl pl sv da fi cs hu ro tr ru uk el ja ko zh ar he
locale = en-US en-GB de-DE fr-FR es-ES it-IT pt-BR nl-NL pl-PL sv-SE ja-JP zh-CN ko-KR ru-RU tr-TR en_US de_DE fr_CA
currency = USD EUR GBP CHF JPY SEK PLN
tld = com com com com com net net org org example test info ru xyz io de fr co.uk io nl it es pl eu app dev shop com.au ca
sub = www www www shop blog m cdn static assets api img images media app account login news support
label = «word»«word» «word»-«word» «word» «word»«digit(1-2)» my«word» the«word» «lower(5-9)»
site = «sub».«label».«tld» «label».«tld» www.«label».«tld»
host = «site» «site» «site» www.google.com www.facebook.com twitter.com www.youtube.com en.wikipedia.org www.linkedin.com github.com www.instagram.com t.co example.com www.example.org fonts.googleapis.com cdn.jsdelivr.net
ext = png jpg jpeg gif svg webp css js pdf html php aspx json xml zip mp4 woff2 ico txt docx xlsx csv mp3
slug = «word»-«word» «word»-«word»-«word» «word»-«word»-«word»-«word» «word» «word»_«word» «word|title»«word|title» «word»-«num» «num»-«word»-«word» «yyyy»-«mm»-«dd»-«word»-«word»
path = / /«slug» /«slug»/ /«word»/«slug» /«word»/«word»/«slug» /«lang»/«slug»/ /«word»/«num» /«slug».html /«word»/«slug».php /«yyyy»/«mm»/«slug»/ /«word»/«slug»/«slug»-«num».html /«word».aspx
pname = id page q ref lang sort utm_source v t type category tab view from to p s c size color filter
pvalue = «num» «word» «lang» «slug» «word»+«word» «hash» «word»%20«word» «date|q» «bool»
query = «pname»=«pvalue» «pname»=«pvalue»&«pname»=«pvalue» utm_source=«word»&utm_medium=«word»&utm_campaign=«slug» gclid=«token(40-80)» fbclid=IwAR«token(50)»
url:
  https://«site»/
  https://www.«word».«tld»/
  https://«word».«tld»/?utm_source=«word»
  https://«host»«path»
  https://«host»«path»
  https://«host»«path»?«query»
  https://«host»/
  http://«host»«path»
  https://«host»«path»#«slug»
  https://«host»«path»?«query»&«query»
first = Anna John Maria Jean-Luc Peter Sarah Müller Zoë Chloé José Łukasz François Renée Søren Björn Emma Liam Noah Olivia Mohammed Wei Yuki Siobhán Aoife Anaïs Jürgen Ali Fatima Ivan Olga Nguyễn
last = Smith O'Brien D'Angelo Müller O'Neill L'Oréal d'Arc McDonald's N'Diaye Sørensen O'Hara D'Souza García Kowalski Rossi Dubois Jansen de«sp»Vries van«sp»der«sp»Berg Nowak Ibrahimović O’Connor St.«sp»John Lee-Thompson Smith,«sp»Jr. Nuñez d’Alembert Al-Sayed
name:
  «first» «last»
  «first» «last»
  «last», «first»
  Dr. «first» «last»
  «first» «upper». «last»
mailhost = gmail.com example.com outlook.com yahoo.co.uk gmx.de web.de «label».«tld» icloud.com hotmail.fr
email = «word».«word»@«mailhost» «word»«num»@«mailhost» «word»+«word»@«mailhost» «word»_«word»@«mailhost» «lower(3-8)».o'«word»@«mailhost» «word»-«word»@«mailhost»
phone:
  +«nz»«digit(1)» «digit(3)» «digit(7)»
  («digit(3)») «digit(3)»-«digit(4)»
  +«nz»«digit(10-11)»
  0«digit(3)»/«digit(6)»
  «digit(3)»-«digit(3)»-«digit(4)»
address:
  «n1» «word|title» Street, Apt #«n1»
  «n1», rue de l'«word|title»
  «word|title»straße «n1»a
  P.O. Box «num»
  «n1»/«n1» «word|title» Rd., Flat 2 (rear)
  Calle de «word|title», «n1», 3º B
file = «slug».«ext» «slug».«ext» «word».min.js «word».«hex(8)».js «word».«hex(8)».chunk.js «slug»-«num»x«num».jpg «word»_«num».«ext» IMG_«date|q».jpg «slug»@2x.png jquery-3.«n1».«n1».min.js «word».css.map «word»-«yyyy».tar.gz
words:
  «word»
  «word» «word»
  «word» «word» «word»
  «word» «word» «word» «word»
  «word|title» «word» «word» «word» «word»
  «word|title» «word» «word» «word» «word» «word» «word»
"""
