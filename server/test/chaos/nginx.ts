import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from '../../testkit/free-port.ts'
import { until } from '../../testkit/until.ts'

/** A real nginx before these gateways. Rejects where there is none. */
export const startNginx = async (
  folder: string,
  gateways: string[]
): Promise<{ url: string; stop(): Promise<void> }> => {
  const port = await freePort()
  const file = join(folder, 'nginx.conf')
  const servers = gateways.map((url) => `server ${new URL(url).host};`).join(' ')
  await writeFile(
    file,
    `daemon off; worker_processes 1; pid ${join(folder, 'nginx.pid')}; error_log ${join(folder, 'nginx.log')};
events { worker_connections 1024; }
http {
  access_log off; client_body_temp_path ${join(folder, 'nginx-body')}; proxy_temp_path ${join(folder, 'nginx-proxy')};
  fastcgi_temp_path ${join(folder, 'nginx-f')}; uwsgi_temp_path ${join(folder, 'nginx-u')}; scgi_temp_path ${join(folder, 'nginx-s')};
  upstream gateways { ${servers} keepalive 32; }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://gateways; proxy_http_version 1.1; proxy_set_header Connection "";
      proxy_set_header Host $host; proxy_set_header X-Forwarded-For $remote_addr; proxy_buffering off;
    }
  }
}
`
  )
  const child: ChildProcess = spawn('nginx', ['-c', file, '-p', folder], { stdio: 'ignore' })
  const failed = once(child, 'error').then(([error]) => {
    throw new Error('nginx does not start; is it installed (apt install nginx-light)?', {
      cause: error
    })
  })
  const url = `http://127.0.0.1:${port}`
  const up = until('nginx answers', () =>
    fetch(`${url}/health/live`).then(
      (answer) => answer.ok,
      () => false
    )
  )
  await Promise.race([up, failed])
  return {
    url,
    stop: async () => {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
  }
}
