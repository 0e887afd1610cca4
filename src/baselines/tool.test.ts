import { expect, test } from 'vitest';
import { toolOf } from './tool.ts';

test('a tool is told by program and system, without versions that change every week', () => {
  expect(toolOf('aws-cli/2.31.9 md/awscrt#0.27.6 os/macos#25.1.0 lang/python#3.13.7')).toBe('AWS CLI on macOS');
  expect(toolOf('aws-cli/2.23.6 os/linux#6.16.8+kali-amd64 md/distrib#kali.2026')).toBe('AWS CLI on Kali Linux');
  expect(toolOf('APN/1.0 HashiCorp/1.0 Terraform/1.13.3 aws-sdk-go-v2/1.39.2 os/linux')).toBe('Terraform on Linux');
  expect(toolOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0.0.0')).toBe('browser on Windows');
  expect(toolOf('pacu/1.6')).toBe('pacu');
});

test('a service that acts for somebody is no tool of theirs', () => {
  expect(toolOf('cloudformation.amazonaws.com')).toBe('');
  expect(toolOf('AWS Internal')).toBe('');
  expect(toolOf('')).toBe('');
});
