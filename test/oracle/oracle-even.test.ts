import { playSeeds } from './support/play-seeds';

playSeeds(0);
