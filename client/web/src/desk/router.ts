import { createRouter, createWebHashHistory } from 'vue-router';

/** Behind the '#': the silo serves one file, and which case somebody looks at stays out of its logs. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', redirect: '/queue' },
    { path: '/queue', name: 'queue', component: () => import('./views/QueueView.vue') },
    { path: '/case/:id', name: 'case', component: () => import('./views/CaseView.vue'), props: true },
    { path: '/call', name: 'call', component: () => import('./views/CallView.vue') },
    { path: '/reports', name: 'reports', component: () => import('./views/ReportView.vue') },
    { path: '/:rest(.*)', redirect: '/queue' },
  ],
});
