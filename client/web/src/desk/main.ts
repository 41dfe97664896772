import 'element-plus/es/components/base/style/css';
import 'element-plus/theme-chalk/dark/css-vars.css';
import { startPage } from '@/shared/start';
import App from './App.vue';
import './desk.css';
import en from './locales/en.json';
import zh from './locales/zh.json';
import { router } from './router';

startPage(App, { zh, en }, router);
