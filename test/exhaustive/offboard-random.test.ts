import { playCases } from '../offboard/judge/play';

playCases(Number(process.env['OFFBOARD_CASES'] ?? 200));
