playbooks/url_reputation/phishtank_url_reputation.py run --input url
