import { rpcJsonProtocol } from '../rpc-json.ts';

export default rpcJsonProtocol('1.1');
