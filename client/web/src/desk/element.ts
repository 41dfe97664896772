/** What the desk takes of Element Plus, each with its styles. Elsewhere plain elements do. */
import { ElDatePicker as DatePicker, ElOption as Option, ElSelect as Select } from 'element-plus';
import 'element-plus/es/components/date-picker/style/css';
import 'element-plus/es/components/option/style/css';
import 'element-plus/es/components/select/style/css';
import type { Component } from 'vue';

// Their declarations describe options in place of properties to a strict checker; templates check nothing of them.
export const ElDatePicker = DatePicker as unknown as Component;
export const ElOption = Option as unknown as Component;
export const ElSelect = Select as unknown as Component;
