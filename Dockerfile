# The whole server in one image. By default PyTorch's build for CPUs; for a GPU of NVIDIA:
#   docker build --build-arg TORCH=cu128 -t forger:cuda .
# As a machine of a Ray cluster (docs/scaling.md):
#   docker build --build-arg REQUIREMENTS=requirements-ray.txt -t forger:ray .
FROM python:3.11-slim

ARG TORCH=cpu
ARG REQUIREMENTS=requirements.txt

RUN useradd --uid 1000 --create-home forger && mkdir /app /state && chown forger /state
WORKDIR /app

# The dependencies first: they change seldom.
COPY requirements.txt requirements-ray.txt ./
RUN pip install --no-cache-dir "$(grep ^torch== requirements.txt)" --index-url "https://download.pytorch.org/whl/${TORCH}" \
    && pip install --no-cache-dir -r "${REQUIREMENTS}"

COPY app.py pyproject.toml ./
COPY gan_core gan_core
COPY live live
COPY ui ui
COPY pages pages
COPY .streamlit .streamlit

USER 1000
ENV FORGER_STATE=/state PYTHONUNBUFFERED=1
VOLUME /state
EXPOSE 8501
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD \
    ["python", "-c", "from urllib.request import urlopen; urlopen('http://localhost:8501/live/health', timeout=4)"]
CMD ["streamlit", "run", "app.py", "--server.address", "0.0.0.0", "--server.port", "8501", "--server.headless", "true", \
     "--server.fileWatcherType", "none", "--browser.gatherUsageStats", "false"]
