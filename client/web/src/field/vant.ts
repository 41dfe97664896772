/** What the handheld takes of Vant, each with its styles; its icon font is left out, because nothing embedded is let in. */
import { Button, Popup, Tabbar, TabbarItem, Tag } from 'vant';
import 'vant/es/style/base.css';
import 'vant/es/badge/index.css';
import 'vant/es/button/index.css';
import 'vant/es/loading/index.css';
import 'vant/es/overlay/index.css';
import 'vant/es/popup/index.css';
import 'vant/es/tabbar/index.css';
import 'vant/es/tabbar-item/index.css';
import 'vant/es/tag/index.css';
import type { Component } from 'vue';

// Their declarations are too loose for exact optional properties; templates check nothing of them.
export const VanButton = Button as unknown as Component;
export const VanPopup = Popup as unknown as Component;
export const VanTabbar = Tabbar as unknown as Component;
export const VanTabbarItem = TabbarItem as unknown as Component;
export const VanTag = Tag as unknown as Component;
