// @ts-check
// Sends one file by the tus protocol 1.0.0, in parts, through any interruption. What is there, the server tells.

const TUS = '1.0.0';
const PART = 16 << 20;
const TRIES = 12;

/** UTF-8 in base 64. @param {string} text */
function base64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** A refusal that another try would not change. */
class Refused extends Error {}

export class Upload {
  /**
   * @param {File} file
   * @param {string} incident its id
   * @param {(sent: number) => void} onProgress told how many bytes are there
   */
  constructor(file, incident, onProgress) {
    this.file = file;
    this.incident = incident;
    this.onProgress = onProgress;
    this.address = '';
    this.paused = false;
    /** @type {XMLHttpRequest | null} */
    this.sending = null;
    /** @type {(() => void) | null} */
    this.wake = null;
  }

  /** Tells the server of the file; nothing is sent yet. @param {string} [address] of one that was begun before */
  async begin(address) {
    if (address) {
      this.address = address;
      return;
    }
    const answer = await fetch('/api/uploads', {
      method: 'POST',
      headers: {
        'Tus-Resumable': TUS,
        'Upload-Length': String(this.file.size),
        'Upload-Metadata': `filename ${base64(this.file.name)},incident ${base64(this.incident)}`,
      },
    });
    if (!answer.ok) throw new Error((await answer.json()).detail);
    this.address = /** @type {string} */ (answer.headers.get('Location'));
  }

  pause() {
    this.paused = true;
    this.sending?.abort();
  }

  resume() {
    this.paused = false;
    this.wake?.();
  }

  /** Sends all of it; returns once the server has it. */
  async send() {
    let failures = 0;
    for (;;) {
      if (this.paused) await new Promise((resolve) => { this.wake = () => resolve(undefined); });
      try {
        let offset = await this.offset();
        this.onProgress(offset);
        while (offset < this.file.size && !this.paused) {
          offset = await this.part(offset);
          failures = 0;
        }
        if (offset >= this.file.size) return;
      } catch (problem) {
        if (problem instanceof Refused) throw problem;
        if (!this.paused && ++failures === TRIES) throw problem;
        if (!this.paused) await new Promise((resolve) => setTimeout(resolve, Math.min(15000, 250 * 2 ** failures)));
      }
    }
  }

  async offset() {
    const answer = await fetch(this.address, { method: 'HEAD', headers: { 'Tus-Resumable': TUS } });
    if (answer.status === 404) throw new Refused('The upload is gone from the server: begin again.');
    if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
    return Number(answer.headers.get('Upload-Offset'));
  }

  /** fetch cannot tell how far a request is; this can. @param {number} offset @returns {Promise<number>} */
  part(offset) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      this.sending = request;
      request.open('PATCH', this.address);
      request.setRequestHeader('Tus-Resumable', TUS);
      request.setRequestHeader('Upload-Offset', String(offset));
      request.setRequestHeader('Content-Type', 'application/offset+octet-stream');
      request.upload.onprogress = (event) => this.onProgress(offset + event.loaded);
      request.onload = () => {
        const there = request.getResponseHeader('Upload-Offset');
        if (request.status === 204 && there) resolve(Number(there));
        else if (request.status === 413 || request.status === 404 || request.status === 507) {
          let detail = `The server answered ${request.status}.`;
          try { detail = JSON.parse(request.responseText).detail; } catch { /* no problem document */ }
          reject(new Refused(detail));
        } else reject(new Error(`The server answered ${request.status}.`));
      };
      request.onerror = () => reject(new Error('The server cannot be reached.'));
      request.onabort = () => reject(new Error('Paused.'));
      request.send(this.file.slice(offset, offset + PART));
    });
  }
}
