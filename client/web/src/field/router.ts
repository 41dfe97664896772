import { createRouter, createWebHashHistory } from 'vue-router';
import TasksView from './tasks/TasksView.vue';

/** Behind the '#', as everywhere: the shell is one file, which is there without a connection too. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', redirect: '/tasks' },
    { path: '/tasks', name: 'tasks', component: TasksView },
    { path: '/task/:id', name: 'task', component: () => import('./tasks/TaskView.vue'), props: true },
    { path: '/report', name: 'report', component: () => import('./report/ReportView.vue') },
    { path: '/lists', name: 'lists', component: () => import('./lists/ListsView.vue') },
    { path: '/item/:id', name: 'item', component: () => import('./lists/ItemView.vue'), props: true },
    { path: '/round', name: 'round', component: () => import('./patrol/PatrolView.vue') },
    { path: '/:rest(.*)', redirect: '/tasks' },
  ],
});
