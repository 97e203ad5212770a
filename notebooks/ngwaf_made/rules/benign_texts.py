"""Benign values that look technical: prose, markup, code, searches, identifiers, passwords."""

RULES = r"""
sentence:
  Please select the «word» you want and drop the rest from your order.
  The union of both «word»s may insert new rules; where and when is not decided.
  I'd like to update my «word» (we've moved) - can't find the form!
  Don't use 1=1 here, it's only an example; see page «n1» & 13.
  Sale: «n1»% off + free delivery <today only>, code "«word|upper»«n1»"!
  How do I delete a table from my «word» and create another one?
  Is it possible to exec a script on the server after upload?
  Q: what's the price? A: $«num».99/month (incl. VAT) -- cancel any time
  See ../docs/«word».md and run `npm install` first.
  He said: "you've got mail" and left; nobody's sure why...
  Meeting at 10:30; agenda: «word», hiring & the new system (draft).
  R&D or sales? 3 > 2 and 2 < 3, that's all I know ;-)
  If you or «name» want to join, let me know & I'll set it up.
  The command "ls" lists a folder's files; cat prints one of them.
  It's 5 o'clock and the kids' «word» isn't here; call me: «phone»
  «word|title» and «word» or «word», not «word» - that's the question.
  Thanks!!! Great «word» :) <3 will buy again... 10/10
  Where do I enter the code («word|upper»-«num»)? The form says 'invalid value'.
  My user name is «email» and I can't login since the last update.
  Order #«num»: 2 x «word» @ £«num».50 = £«num».00; please confirm.
  SELECT shoes from our new catalog and insert coin to continue
  Users who like this also like «word», «word» & «word».
  Having read the document, the group agreed to create a new table between «word» and «word».
  Error: can't open file '«word».txt' (No such file or directory)
  Dear Sir/Madam,«crlf»«crlf»I am writing to you about the «word». It hasn't arrived.«crlf»«crlf»Regards,«crlf»«name»
  Hi «first»,«nl»«nl»thanks for your mail!«nl»- «word»: ok«nl»- «word»: not yet«nl»«nl»Best,«nl»«first»
  «first» wrote:«nl»> Is the «word» still available?«nl»Yes & it's only $«num»!
  The <b> tag makes text bold; use <br> for a line break.
  In JavaScript, alert() shows a dialog and document.cookie holds cookies.
  Use the path /etc/hosts on Linux or C:\Windows on Windows to find it.
  Can I order by phone, or group the items by «word»? (limit: 10)
  if it's true then «word», else «word»; end of story
  a * b + c / d - e = f; 100% sure? «n1»+«n1»=«n1»
  The temperature's 21.5°C / 70.7°F (±0.5); 40% humidity
  O'Reilly's "Learning «word|title»", 2nd ed. - isbn 978-«digit(10)»
  let's meet @ «time» - «date», room #«n1» [bring your «word»]
  50/50 | yes/no | and/or | his/her | w/o «word»
  JOIN US! Drop by between 9 and 5, or exec a call: «phone»
  Truncate the list, alter the plan & grant everyone access; having fun?
  It has to load from the database; the table «word»s isn't there (yet).
  «word|title»: the shell, the cat & the «word» -- a story; part «n1»
  wait for delay of the train; then sleep (8) hours
  My cat's name is "Echo"; she likes to sleep, nap, and nap & sleep; whoami? :)
foreign:
  Где купить хороший «word»? Цена от «num» руб.
  Как обновить систему; создать таблицу и удалить файл?
  如何更新我的帐户？订单号：«num»
  東京 ホテル 予約 «date»
  안녕하세요, 주문 번호 «num» 문의드립니다.
  كيف يمكنني تحديث الحساب؟
  Wie kann ich mein Konto löschen & die Bestellung ändern?
  L'été dernier, j'ai acheté un «word» à «num» € ; c'était « génial » !
  ¿Cómo puedo cambiar mi contraseña? ¡Gracias!
  Πού είναι το κατάστημα;
  Zażółć gęślą jaźń – cena: «num» zł
  Não recebi o pedido nº «num» – o que faço?
  İstanbul'da «word» fiyatları
  👍🏽 super «word» 😍🔥 100%
  שלום, מה המחיר?
prose:
  «sentence»
  «techtitle»
  «sentence»
  «sentence» «sentence»
  «foreign»
  «foreign» «sentence»
  «words»? «sentence»
  «words»
  «words». «words|title»!
  «sentence»«nl»«nl»«sentence» «sentence»
htag = p div span li h1 h2 h3 td strong em b i ul section article blockquote small sup code pre u
attr = class id title data-id style dir lang role aria-label data-toggle align
css:
  color: #«hex(6)»;
  color:#«hex(3)»; font-size:«n1»px
  text-align: center;
  font-family: Arial, "Helvetica Neue", sans-serif; margin: 0 auto
  width: «num»px; height: auto; max-width: 100%;
  background: url(/img/«file») no-repeat center / cover
  margin-left: -«n1»px !important;
  background-image: url('«url»');
html:
  <p>Use <code>SELECT «word» FROM «word»s WHERE id = «n1»</code> and <b>JOIN</b>.</p>
  <p>The <code>&lt;script&gt;</code> tag loads «word»s.</p>
  <pre><code>npm run «word» -- --«word»</code></pre>
  <«htag:1»>«words»</«htag:1»>
  <«htag:1»>«words»</«htag:1»>
  <«htag:1» «attr»="«word»">«words»</«htag:1»>
  <«htag:1» style="«css»">«words»</«htag:1»>
  <a href="«url»">«words»</a>
  <a href="«path»" class="«word»">«words»</a>
  <a href="«url»" target="_blank" rel="noopener noreferrer">«words»</a> <span class="«word»">«words»</span>
  <a href="mailto:«email»">«email»</a>
  <a href="tel:+«digit(11)»">«phone»</a>
  <a href="#«slug»">«words»</a>
  <img src="«url»" alt="«words»" width="«num»" height="«num»" />
  <img src="/img/«file»" alt="«word»">
  <img class="alignnone size-full wp-image-«num»" src="https://«host»/wp-content/uploads/«yyyy»/«mm»/«file»" alt="" />
  <img src="data:image/png;base64,iVBORw0KGgo«alnum(40-120)»=" alt="">
  <ul class="«word»"><li>«words»</li><li><a href="«path»">«word»</a></li></ul>
  <ol><li>«words»</li><li>«words»</li></ol>
  <p>«sentence»</p>
  <p>«sentence»</p><p>«sentence»</p>
  <p><strong>«words»</strong>: «sentence»<br />«words»</p>
  <p>«sentence»</p>«nl»<p>&nbsp;</p>«nl»<p><em>«words»</em></p>
  <div class="row"><div class="col-md-6">«words»</div></div>
  <div><br></div><div>«sentence»</div>
  <p class="MsoNormal"><span lang="EN-US">«words»<o:p></o:p></span></p>
  <input type="text" name="«word»" value="«word»" placeholder="«words»" />
  <input type="hidden" name="csrf_token" value="«hash»">
  <label for="«word»">«words»</label><select name="«word»"><option value="«num»" selected>«word»</option></select>
  <form method="post" action="/«word»"><button type="submit">«word»</button></form>
  <link rel="stylesheet" href="/css/«word».css?v=«num»"/>
  <meta name="description" content="«words»"/>
  <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
  <table border="0" cellpadding="«n1»"><tr><td align="left">«words»</td><td>«num»</td></tr></table>
  <tbody><tr><th scope="row">«word»</th><td>«num»</td></tr></tbody>
  <br/>«words»<br />«words»
  <hr>
  <sup>«n1»</sup> &copy; «words» &amp; «word» &nbsp;&mdash; &lt;«word»&gt;
  <!-- «words» --><«htag:1»>«words»</«htag:1»>
  <!-- wp:paragraph --><p>«sentence»</p><!-- /wp:paragraph -->
  <!-- wp:image {"id":«num»,"sizeSlug":"large"} --><figure class="wp-block-image size-large"><img src="«url»" alt="" class="wp-image-«num»"/></figure><!-- /wp:image -->
  <figure><img src="«url»"><figcaption>«words»</figcaption></figure>
  <iframe width="560" height="315" src="https://www.youtube.com/embed/«token(11)»" frameborder="0" allowfullscreen></iframe>
  <video controls><source src="/media/«word».mp4" type="video/mp4"></video>
  <svg width="24" height="24" viewBox="0 0 24 24"><path d="M«n1» «n1»L«n1» «n1»z" fill="#«hex(6)»"/></svg>
  </«htag»></div>
  <h2>«words|title»</h2><p>«sentence»</p><blockquote>«sentence»</blockquote>
  <span style="«css»"><b>«words»</b></span>
  <td width="«num»" valign="top"><font size="2" face="Arial">«words»</font></td>
  <title>«words» | «word»</title>
  <dl><dt>«word»</dt><dd>«words»</dd></dl>
  <!DOCTYPE html><html lang="en"><head><title>«words»</title></head><body><p>«words»</p></body></html>
  [b]«words»[/b] [url=«url»]«word»[/url] [img]«url»[/img]
indent = «tab» «tab»«tab» «sp»«sp»«sp»«sp» «sp»«sp»«sp»«sp»«sp»«sp» «tab»«tab»«tab»«tab»
htmlline:
  «indent»</«htag»>
  «indent»</div>
  «indent»<«htag» class="«word»">
  «indent»<«htag» id="«word»-«word»">
  «indent»<«htag» id="«word»" class="">
  «indent»<div id="«word»" role="contentinfo" >
  «indent»<hr/>
  «indent»<br>
  «indent»</«htag»> («num») </li>
  «indent»<li id="«word»-«word»"><a href="«path»" title="«words»">«word»</a></li>
  «indent»});
  «indent»}
  «indent»});«nl»«indent»});
  «indent»</script>
  «indent»//-->
  «indent»<!-- «words» -->
  «indent»var «word» = "«word»";
  «indent»$('#«word»').hide();
  «indent»window.«word» = window.«word» || [];
  «indent»<link rel="«word»" type="text/css" href="«path»" />
  «indent»<meta property="og:«word»" content="«words»" />
  «indent»<input type="hidden" name="«word»" value="«num»" />
  «indent»<option value="«num»">«words»</option>
  «indent»<td align="right" class="«word»">«num»</td>
  «indent»<h3><span class="«word»" id="«word|title»_«word».2C_«word»">«words»</span></h3>
  «indent»<p>«sentence»
  «indent»«words»</p>
  <nav>
  </nav>
  <b>«words»</b><br>«words»
  <b>«word»</b>: «words»<br/>
  <i>«word»</i>
  <br>«words»<br>«words»
  <p>«words»<p>«words»
  <li>«words»
  <ul>«nl»<li>«words»</li>«nl»</ul>
  <dd><a href="«word».html#«word»">«words»</a>
  <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
  <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" dir="ltr">
  <head profile="http://gmpg.org/xfn/11">
techtitle:
  Perl module providing a «word|title»::«word|title» type
  convert «word|title» object to «upper(3)»::«word|title»
  «word»-like («word») programming in «word|title»
  «upper(3)» keywords & data constructors for «word|title»
  Ruby/«upper(3)» bindings: «word|title»::«word|title»#«word»
  test «word|title»::«word|title» patterns
  «word|title»(«n1») - «words» [«word»(8)]
  multi-user «word»; supports SELECT, INSERT & UPDATE
  «word|title» «word» interface (HTTP/FTP/...)
  «word|title»::«word|title» «words» for «word|upper»::«word|title»::«word|title»
  Read and write '.«word»' files
  perl module for «word|title»::«word|title»
  «words» library (development files) - «word»
  GNU «upper» package for «words» [«word»]
  «word»-«word» plugin (version «n1».«n1»)
  POSIX/ANSI C «word» (select/poll/epoll)
  tool to convert .«ext» to .«ext» & vice versa
  lightweight SQL «word» in C++/Python 3
  «word» system shell (sh, bash, zsh) «words»
  "«word»" server: «words» over TCP/IP, LDAP or SMTP
  C compiler's «word» for i386/amd64
  «word|title»'s «word» (formerly known as «word»)
  use <«word».h> and lib«word».so.«n1»
  file://«word» and http://«word» handlers for «word|title»
  runs cron jobs every «n1» minutes; see /etc/cron.d
  execute commands on several hosts via ssh
  sends mail using sendmail; supports To:, Cc: and Bcc:
oldfile = «word».php «word».php «word».html «word».htm «word».asp «word».cgi «word».inc «word».sql «word».txt «word».phtml «word».jsp «word».tpl «word|title».php page«num».php «word»_«word».php «word»/«word».php «word»_«word»/«word».php
oldname = page id file mode cmd op act action do name cat p s m view menu inc include module mod section show content lang topic sub option task aid dir path func body sid forum where from order list Itemid env home url img image_file doc title cod scp pid t
oldvalue = «word»(«num») «word»||||«num» «word»%7C%7C«num» «word»%27s+«word»+(«yyyy») L%3Ahttp%3A%2F%2Fwww.«label».org%2F«word».png%3BH%3A«n1»%3B http%3A%2F%2Fwww.«lower(3-6)» http%3A%2F%2F«word» «word»«word».php «word»«n1».php «word».php «word»-«word».html«oldfile» «oldfile» «num» «num» «word» «word» index home list show view modload News accueil display intro main.html detail «word»+«word» «word»%20«word» «word»,«num» «num»,«num»,«num» «word|title»%27s «num»*«num» **«num»*«num» %22«word»+«word»%22 %3C«word»%3E (%22«word»%22) «word»:«word» http://www.«label».com/«word»/«word».jpg http://«ip»/«word»/«word».jpg www.«label».org/«word».html %2F«word»%2F«word».htm «hex(32)» «word|upper» $«num» «num»% .«word» «word»/ «word».«word».«word»
sepamp = & & & & &amp; &amp; ; &&
oldquery:
  /«oldfile»?«oldname»=«num»&amp;«oldname»=«oldvalue»&amp;«oldname»=«word»
  /«oldfile»?«oldname»=«word»&amp;id=«num»
  /«word»/«oldfile»?«oldname»=«num»&amp;id=«num»&amp;«oldname»=«word»
  /«oldfile»?«oldname»=«word»&amp;«oldname»=«num»
  «oldname»=«oldvalue»
  «oldname»=«oldvalue»
  «oldname»=«oldvalue»«sepamp:s»«oldname»=«oldvalue»
  «oldname»=«oldvalue»«sepamp:s»«oldname»=«oldvalue»
  «oldname»=«oldvalue»«sepamp:s»«oldname»=«oldvalue»«sepamp:s»«oldname»=«oldvalue»
  +«word»=«word»«sepamp:s»«oldname»=«oldvalue»
  /«oldfile»?«oldname»=«oldvalue»
  /«oldfile»?«oldname»=«oldvalue»«sepamp:s»«oldname»=«oldvalue»
  /«word»/«oldfile»?«oldname»=«oldvalue»«sepamp:s»«oldname»=«oldvalue»«sepamp:s»«oldname»=«oldvalue»
  /cgi-bin/«word»?«oldname»=«oldvalue»«sepamp:s»«oldname»=«oldvalue»
  /cgi-bin/«word».cgi?«word»
  /?«oldname»=«oldvalue»«sepamp:s»«oldname»=«oldvalue»
  //«word».asp?«oldname»=«num»
  /«word»//«word»/«oldfile»
  /«word»/
  /scripts/«word»/
  /bin/«word»
  /~«word»/«word».html
  /«word».dll?«word»
  /«word»/«word».exe?«oldname»=«num»
  /«word».nsf/«word»?OpenDocument
  /«word».asp?«oldname»=%7B«uuid|upper»%7D
  /modules.php?name=«word|title»&file=article&sid=«num»
  /modules.php?op=modload&name=News&file=index&catid=«num»
  /index.php?option=com_content&amp;task=view&amp;id=«num»&amp;Itemid=«num»
  /details.php?id=«num»
  /«word»?«word»&«word»
  /servlet/«word|title»Servlet?«oldname»=«oldvalue»
  /«word».pl/«word»/«word»?«oldname»=«oldvalue»
  /entrez/query.fcgi?db=pubmed&cmd=search&term=%22«words|plus»%22%5BAuthor%5D
markdown:
  # «words|title»«nl»«nl»«sentence»«nl»«nl»- «words»«nl»- **«word»**: `«word»_«word»`«nl»
  ## «words»«nl»«nl»1. «words»«nl»2. [«word»](«url»)«nl»
  **«words»** and _«word»_ with a [link](«url»)
  ![«words»](«url»)
  > «sentence»«nl»«nl»«words»
  ```js«nl»«code»«nl»```
  ```«nl»$ «shell»«nl»```
  - [x] «words»«nl»- [ ] «words»: `«word»()`
  | «word» | «word» |«nl»|------|------|«nl»| «num» | «words» |
  @«word» see #«num» and `«word».«word»`, fixed in «hex(7)»
  ---«nl»title: "«words»"«nl»date: «iso»«nl»tags: [«word», «word»]«nl»---«nl»«sentence»
shell:
  npm install --save-dev «word»-«word»
  git commit -m "fix: «words»"
  docker run -p 8080:80 «word»:latest
  pip install -r requirements.txt
  cd «word» && make
code:
  query «word|title» { «word»(id: «num») { id name } }
  query { «word»(id: «num») { name «word» } }
  import os«nl»for f in os.listdir("."):«nl»    print(f)
  import json, sys«nl»«nl»def main():«nl»    data = json.load(open("«file»"))
  with open("«word».txt") as file:«nl»    for line in file: print(line.strip())
  function «word»() { return «n1»; }
  function «word»(a, b) {«nl»  return a + b;«nl»}
  SELECT «word», COUNT(*) FROM «word»s GROUP BY «word» HAVING COUNT(*) > «n1»
  CREATE TABLE «word»s (id INTEGER PRIMARY KEY, «word» TEXT NOT NULL);
  curl -s https://«host»/api/«word» | jq '.«word»'
  grep -r "«word»" src/ | sort
  const «word» = await fetch('/api/«word»'); if («word».ok) { console.log(«word».status) } // done
  for (const k of keys) { out[k] = f(k); }«nl»return out;
  console.log('«words»', «word».length);
  try { «word»(); } catch (e) { console.error(e); }
  export const «word» = ({ id, name }) => `/${id}/${name}`;
  let total = items.reduce((a, b) => a + b.price, 0) || 0;
  TypeError: undefined is not an object (evaluating '«word».«word»')
  TypeError: null is not an object (evaluating 'document.getElementById("«word»").value')
  ResizeObserver loop limit exceeded
  Script error.
  SyntaxError: Unexpected token '<', "<!DOCTYPE "... is not valid JSON
  NotAllowedError: play() failed because the user didn't interact with the document first.
  GET https://«host»/api/«word»?id=«num» 404 (Not Found)
  Error: Request failed with status code «num»«nl»    at e.exports («url»:2:«num»)
  SELECT id, name FROM customers WHERE country = 'DE' ORDER BY name LIMIT «n1»
  if [ -f "$FILE" ]; then echo "«words»"; fi
  <?xml version="1.0"?> is the first line of a file
  #include <stdio.h>«nl»int main() { printf("%d\n", «n1»); return 0; }
  public «word|title»(String name) { this.name = name; }
  List<String> «word» = new ArrayList<>();
  {% if «word» %}«words»{% endif %}
  <li *ngFor="let «word» of «word»s; index as i">{{ «word».name }}</li>
  <div v-if="«word»" :class="{ active: «word» }" @click="toggle">{{ «word» }}</div>
  for (let i = 0; i < «word»s.length; i++) { total += «word»s[i].price; }
  const «word» = await get«word|title»(id); if (!«word») return null;
  if (a && b || !c) { return a ? b : c; }
  import { useState } from 'react'; export default function App() {}
  def f(x):«nl»    return x * 2  # «word»
  print("Hello, «word»!")
  public static void main(String[] args) { System.out.println("«word»"); }
  #«word» { margin: 0 auto; color: #fff; background: url(img/bg.png) no-repeat; }
  .«word» > li:first-child { width: calc(100% - «n1»px); }
  @media (max-width: «num»px) { .«word» { display: none !important; } }
  x = {"a": «num», "b": [1, 2, 3]}
  const fn = (a, b) => a + b;
  document.getElementById('«word»').addEventListener('click', () => toggle());
  $('#«word»').on('click', function () { $(this).toggleClass('«word»'); });
  while (n > 0) { n = n - 1; }
  function «word»(«word») {«nl»  return «word».map(x => x.id);«nl»}
  var _gaq = _gaq || []; _gaq.push(['_setAccount', 'UA-«num»-1']);
  TypeError: Cannot read properties of undefined (reading '«word»')
  Uncaught ReferenceError: $ is not defined at HTMLDocument.<anonymous> (https://«host»/js/«file»:«num»:«n1»)
  Error: Loading chunk «n1» failed. (error: https://«host»/static/js/«n1».«hex(8)».chunk.js)
  at «word|title».render («url»:«n1»:«num»)«nl»    at t.«word» (<anonymous>)
  SELECT is a keyword; in Python use "def f(x): return x * 2"
  {{ «word» }}
  {{«word».«word»}}
  Hello {{name}}, your «word» {{ order.id }} is ready
  ${«word»}
  Dear [FIRST_NAME], #{«word»} %«word|upper»%
  <%= «word» %>
  {% «word» %}
  {0} of {1} items; %s: %d %%
  ^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$
  ^\d{3}-\d{4}$
  (\w+)\s*=\s*("[^"]*"|'[^']*')
  SUM(A1:A«n1»)/COUNT(B:B)
  =IF(A1>«n1»,"yes","no")
  E = mc^2; f(x) = \frac{1}{2}x^2 + \sqrt{x}
  «word»: &«word»«nl»  <<: *default«nl»  name: «word»
searchword:
  order by «word»
  group by «word»
  select «word»
  where to «word» and «word»
  having a «word»
  drop «word»
  «word» or «word»
  «word» and «word»
  (type:«word» AND name:"«slug»") OR owner:me
  («word» AND («word» OR «word»)) NOT "«words»"
  "«words»
  «words»"
  «word»' «word»
  «word» or «word» & "«words»"
  what does '«word»' mean?
  "«word»" vs "«word»"
  how to use "select * from" in sql
  can't «word» «word»'s «word»
  1 or 2 «word»s?
  5' 10" in cm
  if (a && b) meaning
  a=b
  "«words»" «word»
  «words» -«word» site:«host»
  «word» OR «word» («words»)
  «word» AND NOT «word»
  «words» & «words» 100%
  c++ vs c# «words»
  what's «words»?
  how to «words» in «word»
  «words» near me
  «word|title» «word|title» «yyyy»
  is:open is:issue label:"«word»" sort:updated-desc
  filetype:pdf «words»
  intitle:«word» inurl:«word»
  «word»*
  +«word» -«word» ~«word»
  select a «word» from a table
  union «word» select committee
  drop table «word» ikea
  sql injection tutorial
  what is cross site scripting (xss)
  how to use <script> in html
  union select explained
  linux cat command
  sleep(«n1») python
  price:[10 TO «num»] AND category:«word»
  title:"«words»"^2 OR body:(«word» «word»)~«n1»
  *:*
  {!tag=«word»}«word»:("«word»")
  («word»:«num» OR «word»:[* TO NOW])
  project = «word|upper» AND status in (Open, "In Progress") ORDER BY created DESC
  assignee = currentUser() AND resolution = Unresolved order by updated DESC
  startswith(Name,'«word|title»') and Price gt «num»
  Name eq '«word»' and Active eq true
  substringof('«word»',Title) or Id eq guid'«uuid»'
  contains(tolower(Name),'«word»')
  $filter=CreatedDate ge «iso» and Status ne 'Closed'
  SELECT Id, Name FROM Account WHERE Industry = '«word|title»' LIMIT «n1»
  type:user AND status:active
  from:«email» has:attachment before:«date»
  (level >= «n1») AND (service = "«word»")
  source=«word» | stats count by host | sort -count
  «word|title» (band)
  AC/DC - «words»
  rock'n'roll
  M&M's
  7" vinyl / 12" single
  50's & 60's «word»
  «word»; «word»
  «num»-«num»
  levi's 501 32/34
  children's «word» 3-4 years
base64text:
  «prose|b64»
  «jsonvalue|b64»
  «html|b64»
  «url|b64»
  «words|b64»:«hex(32)»
  «query|b64»
identifier:
  «hash»
  «uuid»
  «token(12-60)»
  «jwt»
  «alnum(22-86)»==
  «base64text»
  GA1.2.«digit(9)».«ts»
  2.«num»%7C«num»_«alnum(6)»
  0x«hex(40)»
  «upper(2)»-«num»-«upper(3)»
  {«uuid|upper»}
  urn:uuid:«uuid»
  «hex(2)»:«hex(2)»:«hex(2)»:«hex(2)»:«hex(2)»:«hex(2)»
  arn:aws:s3:::«slug»/«word»/*
  CN=«name»,OU=«word|title»,O=«word|title»,C=DE
  sha256-«alnum(43)»=
  ssh-rsa AAAAB3NzaC1yc2E«alnum(60-120)» «word»@«word»
  1//0«token(60)»
  SG.«token(22)».«token(43)»
  data:image/png;base64,iVBORw0KGgo«alnum(60-200)»=
  data:image/svg+xml;utf8,<svg xmlns="http://www.w3.org/2000/svg"></svg>
  data:application/font-woff2;charset=utf-8;base64,d09GMgABAAAAA«alnum(60)»
  blob:https://«host»/«uuid»
password:
  «word|title»«num»!
  «token(12-20)»
  «word»#«num»$«word|title»
  p@$$w0rd«n1»
  «alnum(4)»&«alnum(4)»*^%«alnum(3)»
  correct horse «word» «word»
  It's«word|title»&«n1»!
  <«alnum(5)»>«digit(3)»
  «word»'«n1»&«word|title»!
  «alnum(4)»'«digit(2)»&<«alnum(3)»>;
  «word»"«digit(3)»'«upper(2)»
  «lower(4)»--«digit(4)»;«upper(3)»#
  «lower(5)»' «digit(2)» «upper(2)»
  (s) «word» = «digit(2)»!
  Tr0ub4dor&3!'";--
  <«alnum(6)»>|&;$(«lower»)
  «word|title»!'";«digit(2)»
  «alnum(5)»|«alnum(4)»&;«digit(2)»
  $(«alnum(5)»)!«digit(2)»
  '«alnum(4)»"«alnum(4)»<>?
  a=«alnum(6)»;b=«alnum(3)»
  $«word»{«digit(3)»}
  «word»|«word»|«digit(2)»
  %«alnum(4)»%«digit(2)»\«alnum(3)»
  "«alnum(6)»'«alnum(4)»
  «alnum(5)»;«alnum(4)»--
  {«alnum(6)»}|«alnum(4)»~
  100%«word|title»=«n1»
  ..//«alnum(6)»$(
  \«alnum(5)»/«alnum(5)»`
  «name»
person:
  «name»
  «name»
  «email»
  «first» <«email»>
  "«name»" <«email»>, «email»
  «address»
  «address», «digit(5)» «word|title»
  «phone»
  «word|title» & Sons Ltd.
  «word|title» GmbH & Co. KG
  L'«word|title» d'Or
  «first» & «first» «last»
  @«word»_«word»
number:
  «dec»,«dec»
  [«dec»,«dec»,«dec»,«dec»]
  «num»x«num»
  «num»x«num»x24
  $«num».99
  €«num»,50
  «num»-«num»
  «date» - «date»
  «date»..«date»
  «iso»/«iso»
  «jsdate»
  «date» «time»
  last_30_days
  «n1»%
  1-«n1»,«num»;«num»
  +«n1»/-«n1»
  «n1»:«n1»:«n1»
  1.«n1».«n1»-beta.«n1»+«hex(7)»
  ^1.2.3 || >=2.0.0 <3
  -«num»
  «num»e-«n1»
  !1m18!1m12!1m3!1d«num».«num»!2d«dec»!3d«dec»!2m3!1f0!2f0!3f0!3m2!1i1024!2i768!4f13.1
  POINT(«dec» «dec»)
  1|2|«num»|«num»
  0«digit(9)»
  «digit(4)» «digit(4)» «digit(4)» «digit(4)»
  R«digit(2)»; G«n1»; B«n1»
jsonvalue:
  {"«word»":{"$gte":«num»,"$lte":«num»}}
  {"where":{"and":[{"«word»":{"$gte":«num»}},{"tags":{"$in":["«word»","«word»"]}}]},"limit":«n1»}
  {"$or":[{"«word»":"«word»"},{"«word»":{"$exists":true}}],"$sort":{"createdAt":-1},"$limit":«n1»}
  {"«word»":{"in":[«num»,«num»],"not":null,"contains":"«word»","mode":"insensitive"}}
  {"«word»":{"$in":["«word»","«word»"]},"«word»":{"$nin":[«num»]}}
  {"$or":[{"«word»":«num»},{"«word»":«num»}],"«word»":{"$regex":"^«word»"}}
  {"$and":[{"«word».«word»":{"$in":["«word»"]}},{"«word»":{"$lt":«num»}}]}
  {"_source":["«word»"],"aggs":{"«word»":{"terms":{"field":"«word».keyword"}}}}
  {"lang":"«word»","code":"«code|js»"}
  {"title":"«words»","html":"«html|js»"}
  {"«word»":"«words»","id":«num»,"tags":["«word»","«word»"]}
  {"«word»": "«word»", "at": "«iso»", "opts": {"«word»": «bool», "url": "«url»"}}
  {"«word»":{"«word»":[{"«word»":«num»,"name":"«words»"},{"«word»":«num»,"name":null}]},"total":«num»}
  ["«word»",«num»,null,{"«word»":«bool»}]
  [[«num»,null,"«word»",[«tsms»,«num»]],1,[null,[«n1»]]]
  {"event":"«word»_«word»","properties":{"page_url":"«url»","referrer":"«url»","title":"«words»","screen":{"width":1920,"height":1080}},"ts":«tsms»}
  {"consent":{"«word»":«bool»,"«word»":«bool»},"version":«n1»,"date":"«iso»"}
  {"lat":«dec»,"lng":«dec»,"zoom":«n1»}
  {"filter":{"and":[{"property":"«word»","op":"eq","value":"«word»"}]},"sort":[{"field":"«word»","dir":"desc"}]}
  {"query":{"bool":{"must":[{"match":{"title":"«words»"}}],"filter":[{"range":{"date":{"gte":"now-1d/d","lt":"now/d"}}}]}},"size":«n1»}
  {"where":{"«word»":"«word»"},"limit":«n1»,"order":"createdAt DESC"}
  {"operator":"and","filters":[["«word»","=",«num»],["date",">=","«date»"]]}
  {"id":"«uuid»","type":"«word»","attributes":{"html":"<p>«words»</p>"}}
  {"ops":[{"insert":"«words»"},{"attributes":{"bold":true},"insert":"«word»"},{"insert":"\n"}]}
  {"blocks":[{"key":"«lowdigit(5)»","text":"«words»","type":"unstyled","depth":0,"inlineStyleRanges":[],"entityRanges":[],"data":{}}],"entityMap":{}}
  {"selector":"#«word» > div.«word»:nth-child(«n1») > a","x":«num»,"y":«num»}
  {"message":"TypeError: «word» is not a function","stack":"at «word» (https://«host»/js/«word».js:1:«num»)"}
scrap:
  {}
  []
  [{}]
  [[]]
  [null]
  [""]
  {"«word»":{}}
  {"«word»":[]}
  {"«word»":null}
  {"«word»":""}
  [object Object]
  [object Window]
  [object HTML«word|title»Element]
  undefined,undefined
  NaN
  (null)
  (none)
  (not set)
  (direct)
  (not provided)
  <none>
  <unknown>
  --
  ---
  ...
  n/a
  ?
  !
  *
  #
  /
  |
  ()
  («num»)
  («word»)
  «word»()
  «word».«word»()
  «word».«word»(«word»)
  new «word|title»()
  ${«word|upper»}
  ${«word|upper»_«word|upper»}
  ${«word|upper»_«num»}
  $«word|upper»
  $$«word|upper»$$
  %%«word|upper»%%
  %%«word|upper»_«word|upper»%%
  %«word|upper»%
  {«word»}
  {«word»_«word»}
  {{{«word»}}}
  {{«word»_«word»}}
  [«word|upper»]
  [«word|upper»_«word|upper»]
  __«word|upper»__
  #«word|upper»#
  *|«word|upper»|*
  <«word|upper»>
  @@«word|upper»@@
  :)
  ;-)
  :-D
  <3
  ^_^
  ¯\_(ツ)_/¯
  «word»||«word»
  «word»|«word»|«word»
  «word»;«word»;«word»
  «word»=«word»; «word»=«word»
  «word»=«num»|«word»=«word»
  «word»:«num»;«word»:«num»
  <«word»>«num»
  C:\Program Files\«word|title»\«word».exe
  D:\«word»\«word|title» «num»\«file»
  file:///C:/Users/«first»/«word»/«file»
  blob:https://«host»/«uuid»
  /«word»()
  \n
  «words»\n«words»
  # «words|title»«nl»«nl»text `code` here
path_text:
  C:\Users\«word»\«file»
  C:\«word»\«file»
  ../img/«file»
  ../«file»
  ?«word»=«n1»
  ?«word»=«word»&«word»=«num»
  /«word»/../«word»/«file»
  /«word»/./«word»/../«file»
  ../«word»/«file»
  ../css/«word».css
  ./../«word»
  /~«word»/../«word».html
  /«word»/«word»/«file»
  /api/v«n1»/«word»/«num»
  /«slug»-«num».html
  /static/js/«hex(8)».chunk.js
  ../«word»/«word».html
  ./«word»/«word».js
  C:\Users\«word»\Documents\«slug».docx
  C:\fakepath\«file»
  \\«word»\share\«word»\«file»
  /home/«word»/«word»/«file»
  /Users/«word»/Desktop/«file»
  /var/www/«word»/public/«file»
  /usr/share/doc/«word»/README
  ~/«word»/«file»
  s3://«slug»/«word»/«file»
  «word»/«word»/«file»?v=«num»
  «file»
  «word».«word».«word»
  file (1).«ext»
  «word» - Copy («n1»).«ext»
nested_url:
  javascript:void(0)
  javascript:void(0);
  javascript:;
  javascript://
  https://mail.google.com/mail/u/0/#inbox
  https://«host»/#/«word»/«num»?tab=«word»
  «url»
  «url»
  «url|q»
  «url»?next=«url|q»
  «url|q»%26«query|q»
  «url»?«query»&redirect_uri=«url|q»
  //«host»/«word»/«file»
  android-app://com.google.android.gm/
  mailto:«email»?subject=«words|q»
  tel:+«digit(11)»
  ios-app://«num»/https/«host»
  webcal://«host»/«word».ics
  spotify:track:«alnum(22)»
  about:blank
  chrome-extension://«lower(32)»/«word».html
  ws://«host»/socket
  wss://«host»/«word»?token=«token(20)»
xmlprefix = soap soapenv s SOAP-ENV env e S soap12 ns0
xmlns = http://schemas.xmlsoap.org/soap/envelope/ http://www.w3.org/2003/05/soap-envelope http://schemas.xmlsoap.org/soap/envelope/
tagname = «word» «word» «word|title» «word»«word|title» «word»_«word» ns1:«word|title» tns:«word» «word»-«word» «upper(3)» «lower(4-8)»
xmltext = «num» «word» «word» «bool» «iso» «uuid» «email» «word»«sp»«word» «word»«sp»&amp;«sp»«word» &lt;p&gt;«word»&lt;/p&gt; «date» «dec» «first»«sp»«last» «path» «word|upper» «alnum(20)»
xmlfields = «xmlfielda» «xmlfielda»«xmlfieldb» «xmlfielda»«xmlfieldb»«xmlfieldc» «xmlfielda»«nl»«sp(2-4)»«xmlfieldb»«nl»«sp(2-4)»«xmlfieldc»
xmlfielda = <«tagname:a»>«xmltext»</«tagname:a»> <«tagname:a»«sp»xsi:type="xsd:string">«xmltext»</«tagname:a»> <«tagname:a»«sp»id="«num»">«xmltext»</«tagname:a»>
xmlfieldb = <«tagname:b»>«xmltext»</«tagname:b»> <«tagname:b»/> <«tagname:b»«sp»«word»="«word»"«sp»/>
xmlfieldc = <«tagname:c»><![CDATA[«xmltext»]]></«tagname:c»> <«tagname:c»>«xmltext»</«tagname:c»> <«tagname:c»«sp»xsi:nil="true"/>
xmlhead = <?xml«sp»version="1.0"?> <?xml«sp»version="1.0"«sp»encoding="UTF-8"?> <?xml«sp»version='1.0'«sp»encoding='utf-8'?>«nl» <?xml«sp»version="1.0"«sp»encoding="ISO-8859-1"«sp»standalone="yes"?>«nl»
xml:
  <«xmlprefix:p»:Envelope xmlns:«xmlprefix:p»="«xmlns»"><«xmlprefix:p»:Body><«tagname:r»>«xmlfields»</«tagname:r»></«xmlprefix:p»:Body></«xmlprefix:p»:Envelope>
  «xmlhead»<«xmlprefix:p»:Envelope xmlns:«xmlprefix:p»="«xmlns»" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><«xmlprefix:p»:Header/><«xmlprefix:p»:Body><«tagname:r» xmlns="http://«host»/«word»">«xmlfields»</«tagname:r»></«xmlprefix:p»:Body></«xmlprefix:p»:Envelope>
  «xmlhead»<«xmlprefix:p»:Envelope xmlns:«xmlprefix:p»="«xmlns»"><«xmlprefix:p»:Header><wsse:Security xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"><wsse:UsernameToken><wsse:Username>«word»</wsse:Username><wsse:Password Type="PasswordText">«token(12)»</wsse:Password></wsse:UsernameToken></wsse:Security></«xmlprefix:p»:Header><«xmlprefix:p»:Body><«tagname:r»>«xmlfields»</«tagname:r»></«xmlprefix:p»:Body></«xmlprefix:p»:Envelope>
  «xmlhead»<«tagname:r»>«xmlfields»</«tagname:r»>
  «xmlhead»<«tagname:r» xmlns="urn:«word»:«word»" version="1.«n1»"><«tagname:i»>«xmlfields»</«tagname:i»></«tagname:r»>
  <«tagname:r»><«tagname:i» «word»="«word»">«xmlfields»</«tagname:i»></«tagname:r»>
  <«tagname:r»>«xmlfields»</«tagname:r»>
  «xmlhead»<methodCall><methodName>«word».«word»</methodName><params><param><value><struct><member><name>«word»</name><value><string>«words»</string></value></member></struct></value></param></params></methodCall>
  «xmlhead»<rss version="2.0"><channel><title>«words»</title><link>«url»</link><item><guid isPermaLink="false">«num» at https://«host»</guid>«xmlfields»</item></channel></rss>
  «xmlhead»<feed xmlns="http://www.w3.org/2005/Atom"><title>«words»</title><updated>«iso»</updated><entry><link href="«url»"/><id>urn:uuid:«uuid»</id></entry></feed>
  «xmlhead»<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://«host»«path»</loc><lastmod>«iso»</lastmod></url></urlset>
  «xmlhead»<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd"><plist version="1.0"><dict><key>«word»</key><string>«word»</string></dict></plist>
  «xmlhead»<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="«num»" height="«num»" viewBox="0 0 «n1» «n1»"><g fill="none"><path d="M«n1»,«n1» C«dec» «dec» «dec» z"/><use xlink:href="#«word»"/></g></svg>
  «xmlhead»<gpx version="1.1" creator="«word»"><trk><name>«words»</name><trkseg><trkpt lat="«dec»" lon="«dec»"><ele>«dec»</ele><time>«iso»</time></trkpt></trkseg></trk></gpx>
  «xmlhead»<D:propfind xmlns:D="DAV:"><D:prop><D:displayname/><D:getcontentlength/><D:resourcetype/></D:prop></D:propfind>
  <iq type="get" id="«alnum(8)»" to="«host»"><query xmlns="jabber:iq:«word»"/></iq>
  <body rid="«num»" xmlns="http://jabber.org/protocol/httpbind" sid="«alnum(10)»"><presence/></body>
binary:
  «byte(40-300)»
  «replaced(40-300)»
  ‰PNG«crlf»«byte(60-200)»IEND
  ÿØÿà«byte(12)»JFIF«byte(60-200)»
  PK«byte(30)»word/document.xml«byte(80)»
plainvalue:
  «xml»
  «htmlline»
  «techtitle»
  «word»
  «num»
  «words»
  «prose»
  «html»
  «html»«html»
  «markdown»
  «person»
  «searchword»
  «identifier»
  «password»
  «jsonvalue»
  «number»
  «code»
  «path_text»
  «nested_url»
uploadname = «file» «file» IMG_«num».JPG Screenshot_«yyyy»«mm»«dd»-«digit(6)».png image.png blob Lebenslauf«sp»«first».pdf «first»'s«sp»«word».docx «word»«sp»(«n1»).«ext» résumé.pdf scan%20«num».pdf report_v«n1».«n1».xlsx «word»&«word».zip
"""
