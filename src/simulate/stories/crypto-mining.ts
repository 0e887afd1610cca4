import { hostile } from '../addresses.ts';
import { iamUser } from '../caller.ts';
import type { CallerOf, Scene } from '../scene.ts';
import { longLivedKey, users } from '../users.ts';
import { launchMachines, mine, minedIn, prepare, refuseLaunches } from './crypto-mining-deeds.ts';
import type { Story } from './story.ts';

/** The contractor's key leaks; somebody fills an unused Region with machines that mine. */
export const cryptoMining: Story = {
  title: {
    en: 'Crypto mining on large machines in a Region where nobody works',
    ja: '誰も使っていないリージョンの大型マシンでの暗号資産マイニング',
  },
  hostile: true,
  daysBefore: 9,
  startsAt: 250,
  steps: [
    {
      step: 'ask for limits',
      after: 0,
      about: {
        en: "The contractor's key asks, from a strange address, how many machines the account may run and where.",
        ja: '見慣れないアドレスから、委託先のキーで、どこで何台のマシンを動かせるかが調べられました。',
      },
      expect: ['Discovery:IAMUser/AnomalousBehavior'],
      play: askForLimits,
    },
    {
      step: 'prepare the Region',
      after: 9,
      about: {
        en: 'In a Region that was never used a key pair and a security group open to the world appear.',
        ja: '使われたことのないリージョンに、キーペアと全公開のセキュリティグループが作られました。',
      },
      expect: ['EC2SecurityGroupPublicSSH'],
      play: (scene, time) => prepare(scene, asMiner(scene), time),
    },
    {
      step: 'launch large machines',
      after: 13,
      about: {
        en: 'The largest types are refused by the limits, then eight machines with graphics processors start and are guarded against termination.',
        ja: '最大のタイプは上限で拒否されましたが、GPU 搭載の 8 台が起動し、終了保護が付けられました。',
      },
      expect: ['Impact:IAMUser/AnomalousBehavior', 'EC2TerminationProtectionEnabled'],
      play: (scene, time) => {
        refuseLaunches(scene, asMiner(scene), time);
        launchMachines(scene, asMiner(scene), time + 90_000);
      },
    },
    {
      step: 'mine',
      after: 20,
      about: {
        en: 'The machines look up mining pools and stay connected to their ports for hours.',
        ja: '各マシンがマイニングプールの名前を引き、そのポートに何時間も接続し続けました。',
      },
      expect: ['CryptoCurrency:EC2/BitcoinTool.B!DNS', 'CryptoCurrency:EC2/BitcoinTool.B'],
      play: mine,
    },
  ],
};

/** The miner with the contractor's key. */
const asMiner =
  (scene: Scene): CallerOf =>
  () => {
    const key = longLivedKey(scene.stage.plan.seed, users.contractor);
    const agent =
      'Boto3/1.28.62 md/Botocore#1.31.62 ua/2.0 os/linux#5.10.0-28-cloud-amd64 md/arch#x86_64 lang/python#3.9.2';
    return iamUser(users.contractor, key, { address: hostile.miner, agent });
  };

function askForLimits(scene: Scene, time: number): void {
  const by = asMiner(scene);
  scene.make(by, 'sts:GetCallerIdentity', { time });
  scene.make(by, 'ec2:DescribeRegions', { time: time + 5000, request: { regionSet: {}, allRegions: true } });
  for (const [index, region] of ['us-east-1', 'us-west-2', 'eu-west-1', minedIn].entries()) {
    const at = time + 20_000 + index * 15_000;
    const quota = { serviceCode: 'ec2', quotaCode: 'L-DB2E81BA' }; // on-demand G and VT instances
    scene.make(by, 'servicequotas:GetServiceQuota', { time: at, region, request: quota });
    const types = { DescribeInstanceTypeOfferingsRequest: { LocationType: 'availability-zone' } };
    scene.make(by, 'ec2:DescribeInstanceTypeOfferings', { time: at + 4000, region, request: types });
  }
}
