import { startPage } from '@/shared/start';
import App from './App.vue';
import './vant';
import './field.css';
import en from './locales/en.json';
import zh from './locales/zh.json';
import { router } from './router';
import { keepShell } from './shell/update';

startPage(App, { zh, en }, router);
keepShell();
