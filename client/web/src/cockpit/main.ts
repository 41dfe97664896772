import { startPage } from '@/shared/start';
import App from './App.vue';
import en from './locales/en.json';
import zh from './locales/zh.json';

startPage(App, { zh, en });
