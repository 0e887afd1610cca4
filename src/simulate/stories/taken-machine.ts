import { torDirectory } from '../addresses.ts';
import { minute } from '../clock-of-work.ts';
import { connect, oneWay } from '../conversation.ts';
import { databases, type NetworkInterface } from '../network.ts';
import { Random } from '../random.ts';
import type { Scene } from '../scene.ts';
import { masterName } from '../zone.ts';
import { machine } from './machines.ts';
import type { Story } from './story.ts';

/** A web server is taken through its application. Nobody calls AWS: only flow and query logs see it. */
export const takenMachine: Story = {
  title: {
    en: 'A taken web server that scans, calls its master and carries data out inside DNS',
    ja: '乗っ取られたウェブサーバーによる走査、指令サーバーとの通信、DNS でのデータ持ち出し',
  },
  hostile: true,
  daysBefore: 5,
  startsAt: 130,
  steps: [
    {
      step: 'call the master',
      after: 0,
      about: {
        en: 'The server asks for the name of a known command server, then calls one address once a minute.',
        ja: 'サーバーが既知の指令サーバーの名前を引き、その後 1 つのアドレスへ約 1 分おきに接続しました。',
      },
      expect: ['Backdoor:EC2/C&CActivity.B!DNS', 'Backdoor:EC2/RegularBeacon'],
      play: callMaster,
    },
    {
      step: 'look at the neighbour',
      after: 40,
      about: {
        en: 'It tries 400 ports of the database, which refuses all but one.',
        ja: 'データベースの 400 個のポートを試し、1 つを除いてすべて拒否されました。',
      },
      expect: ['Recon:EC2/Portscan'],
      play: scan,
    },
    {
      step: 'carry data out',
      after: 75,
      about: {
        en: '300 names are asked for below one domain, each with twenty bytes of the orders in it.',
        ja: '1 つのドメインの下で、注文データを 20 バイトずつ含む 300 個の名前が問い合わせられました。',
      },
      expect: ['Trojan:EC2/DNSDataExfiltration'],
      play: carryOut,
    },
    {
      step: 'hide in Tor',
      after: 120,
      about: {
        en: 'A Tor client starts and fetches the list of relays from a directory authority.',
        ja: 'Tor クライアントが起動し、ディレクトリオーソリティから中継サーバーの一覧を取得しました。',
      },
      expect: ['UnauthorizedAccess:EC2/TorClient'],
      play: hide,
    },
  ],
};

const drop = 'northwind-sync.example';

const taken = (scene: Scene): NetworkInterface => machine(scene, 'orders-web');

function callMaster(scene: Scene, time: number): void {
  const { stage } = scene;
  const server = taken(scene);
  for (let call = 0; call < 240; call++) {
    const at = time + (call + 1) * minute + stage.random.between(-3000, 3000);
    const address = stage.resolve(server, masterName, at - 500);
    connect(stage, server, { address, port: 8443, sent: 900, received: 700, seconds: 2 }, at);
    scene.note(at, server);
  }
}

function scan(scene: Scene, time: number): void {
  const [database] = databases;
  const server = taken(scene);
  if (database === undefined) return;
  for (let port = 1; port <= 400; port++) {
    const at = time + port * 300;
    const probe = { time: at, seconds: 1, fromPort: 54_321, toPort: port * 20 + 1, bytes: 44, flags: 2, way: 1 };
    const flow = { ...oneWay(server.address, database.address, probe), packets: 1, bytes: 44, refused: true };
    for (const on of [server, database]) scene.stage.flow(on, flow);
    scene.note(at, server);
  }
}

function carryOut(scene: Scene, time: number): void {
  const server = taken(scene);
  const random = new Random(`${scene.stage.plan.seed}/stolen orders`);
  for (let part = 0; part < 300; part++) {
    const at = time + part * 4000;
    scene.stage.resolveInVain(server, `${random.hex(40)}.${part}.s.${drop}`, at);
    scene.note(at, server);
  }
}

function hide(scene: Scene, time: number): void {
  const server = taken(scene);
  for (let part = 0; part < 3; part++) {
    const at = time + part * 20_000;
    connect(scene.stage, server, { address: torDirectory, port: 443, sent: 4000, received: 900_000 }, at);
    scene.note(at, server);
  }
}
