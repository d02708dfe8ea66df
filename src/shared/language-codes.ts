/**
 * Living languages whose English name Intl knows. Written out, since asking Intl for every combination of letters
 * takes a quarter of a second and brings Akkadian and Klingon with it.
 */
export const languageCodes: readonly string[] = `
aa ab ace ach ada ady aeb af agq ain ak ale aln alt am an ann anp ar arn aro arp arq ars arw ary arz as asa ase ast atj av awa ay az ba bal ban bar bas bax bbc
bbj be bej bem bew bez bfd bfq bg bgc bgn bho bi bik bin bjn bkm bla blo blt bm bn bo bpy bqi br bra brh brx bs bss bua bug bum byn byv ca cad car cay cch ccp
ce ceb cgg ch chb chk chm cho chp chr chy cic ckb clc co cps cr crg crh crj crk crl crm crr crs cs csb csw cv cy da dak dar dav de del den din dje doi dsb dtp
dua dv dyo dyu dz dzg ebu ee efi el en es esu et eu ewo ext fa fan ff fi fil fit fj fo fon fr frc frp frr fur fy ga gaa gag gan gba gd gil gl glk gn gon gor grb
gsw gu guc gur guz gv gwi ha hai hak haw he hi hif hil hmn hnj ho hr hsb hsn ht hu hup hur hy hz iba ibb id ig ii ik ikt ilo inh is it iu ja jam jgo jmc jv ka
kaa kab kac kaj kam kbd kbl kcg kde kea kek ken kfo kg kgp kha khq khw ki kiu kj kk kkj kl kln km kmb kn ko koi kok kos kpe kr krc kri krj krl kru ks ksb ksf
ksh ku kum kut kv kw kwk kxv ky lad lag lah lam lb lez lg li lij lil lkt lmo ln lo lol lou loz lrc lsm lt ltg lu lua lui lun luo lus luy lv lzz mad maf mag mai
mak man mas mde mdf mdr men mer mfe mg mgh mgo mh mi min mk ml mn mni moe moh mos mr mrj ms mt mua mus mwl mwr my mye myv mzn na nan nap naq nb nd nds ne new ng
nia niu njo nl nmg nn nnh no nog nqo nr nso nus nv ny nym nyn nyo nzi oc oj ojb ojc ojs ojw oka om or os osa pa pag pam pap pau pcd pcm pdc pdt pfl pis pl pms
pnt pon pqm ps pt qu quc qug raj rap rar rhg rif rm rn ro rof rom rtm ru rue rup rw rwk sad sah saq sas sat saz sba sbp sc scn sco sd sdc sdh se see seh sei sel
ses sg shi shn shu si sid sk sl slh sli sm sma smj smn sms sn snk so sq sr srn srr ss ssy st stq str su suk sus sv sw swb syr szl ta tce tcy te tem teo ter tet
tg tgx th tht ti tig tiv tk tkl tkr tli tly tmh tn to tog tpi tr tru trv trw ts tsi tt ttm ttt tum tvl twq ty tyv tzm udm ug uk umb ur uz vai ve vec vep vi vls
vmf vmw vro vun wa wae wal war was wbp wo wuu xal xh xmf xnr xog yao yap yav ybb yi yo yrl yue za zap zea zen zgh zh zu zun zza`
  .trim()
  .split(/\s+/)

/** Languages that centers speak and Intl has no name for, or no name of their own, by ISO 639-3. */
export const ownNames: Readonly<Record<string, string>> = {
  aii: 'Assyrian Neo-Aramaic',
  acr: 'Achi',
  bfi: 'British Sign Language',
  cab: 'Garifuna',
  cac: 'Chuj',
  cak: 'Kaqchikel',
  cnh: 'Hakha Chin',
  ctd: 'Tedim Chin',
  ctu: 'Chʼol',
  fsl: 'French Sign Language',
  hus: 'Huastec',
  ins: 'Indian Sign Language',
  ixl: 'Ixil',
  jac: 'Jakaltek',
  kjb: 'Qʼanjobʼal',
  ksw: 'Sʼgaw Karen',
  kyu: 'Western Kayah',
  laj: 'Lango',
  lgg: 'Lugbara',
  mam: 'Mam',
  mdh: 'Maguindanao',
  mfs: 'Mexican Sign Language',
  miq: 'Mískito',
  mnw: 'Mon',
  mrw: 'Maranao',
  nah: 'Nahuatl',
  poc: 'Poqomam',
  poh: 'Poqomchiʼ',
  prs: 'Dari',
  psp: 'Filipino Sign Language',
  rki: 'Rakhine',
  taj: 'Eastern Tamang',
  tsg: 'Tausug',
  tsq: 'Thai Sign Language',
  tzh: 'Tzeltal',
  tzj: 'Tzʼutujil',
  tzo: 'Tzotzil',
  yua: 'Yucatec Maya',
}

/** What else people write. `fa-AF` is Dari by its tag and Persian by its language, and so is read as neither. */
export const otherNames: readonly (readonly [name: string, code: string])[] = [
  ['ASL', 'ase'],
  ['Bahasa Indonesia', 'id'],
  ['Bengali', 'bn'],
  ['Bisaya', 'ceb'],
  ['Castilian', 'es'],
  ['Chichewa', 'ny'],
  ['Chinese (Mandarin)', 'zh'],
  ['Mandarin', 'zh'],
  ['Mandarin Chinese', 'zh'],
  ['Chinese (Cantonese)', 'yue'],
  ['Español', 'es'],
  ['fa-AF', 'prs'],
  ['Farsi', 'fa'],
  ['Français', 'fr'],
  ['Fulani', 'ff'],
  ['Ilocano', 'ilo'],
  ['Kikongo', 'kg'],
  ['Kinyarwanda', 'rw'],
  ['Kirundi', 'rn'],
  ['Kiswahili', 'sw'],
  ['Kreyòl ayisyen', 'ht'],
  ['Kurmanji', 'ku'],
  ['Luganda', 'lg'],
  ['Myanmar', 'my'],
  ['Norwegian (Bokmål)', 'nb'],
  ['Oriya', 'or'],
  ['Panjabi', 'pa'],
  ['Pushto', 'ps'],
  ['Quiché', 'quc'],
  ['Sinhalese', 'si'],
  ['Sorani', 'ckb'],
  ['Tagalog', 'fil'],
  ['Twi', 'ak'],
  ['Uighur', 'ug'],
  ['Visayan', 'ceb'],
]
